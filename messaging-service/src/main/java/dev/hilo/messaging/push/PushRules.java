package dev.hilo.messaging.push;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be told of, on the screen and by push alike.
 *
 * @param usual for every number that has no level of its own
 * @param numbers numbers with a level of their own, by E.164
 * @param doNotDisturb hours in which nothing is told; what came meanwhile is not told afterwards either
 * @param pausedUntil nothing is told before this moment
 * @param preview whether a notice shows the beginning of the text
 * @param sound whether a notice may be heard
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PushRules(@JsonProperty("default") Level usual, Map<String, Level> numbers, @Nullable DoNotDisturb doNotDisturb,
        @Nullable Instant pausedUntil, Boolean preview, Boolean sound) {

    private static final int MOST_NUMBERS = 2_000;

    /** How much of a number's conversations. */
    enum Level {
        /** Every text. */
        ALL,
        /** Texts of conversations that are this person's, and notes that name them. */
        MINE,
        /** Notes that name them. */
        MENTIONS, NONE;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Day {
        MON, TUE, WED, THU, FRI, SAT, SUN;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The first three letters, in both calendars' words. */
        static Day of(DayOfWeek day) {
            return valueOf(day.name().substring(0, 3));
        }
    }

    /**
     * Quiet hours by the person's own clock. Those that pass midnight belong to the day on which they begin; when both ends
     * are the same it is the whole day.
     */
    record DoNotDisturb(@JsonFormat(pattern = "HH:mm") LocalTime from, @JsonFormat(pattern = "HH:mm") LocalTime to,
            String zone, Set<Day> days) {

        DoNotDisturb {
            // Jackson knows no member that must be there.
            if (from == null || to == null || zone == null || days == null || days.isEmpty()) {
                throw new IllegalArgumentException("from, to, zone and at least one of the days are needed");
            }
            try {
                var _ = ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                throw new IllegalArgumentException("no zone of the time zone database", unknown);
            }
            days = Set.copyOf(days);
        }

        boolean covers(Instant at) {
            var local = at.atZone(ZoneId.of(zone));
            var time = local.toLocalTime();
            var today = days.contains(Day.of(local.getDayOfWeek()));
            if (from.isBefore(to)) {
                return today && !time.isBefore(from) && time.isBefore(to);
            }
            var yesterday = days.contains(Day.of(local.getDayOfWeek().minus(1)));
            return (today && !time.isBefore(from)) || (yesterday && time.isBefore(to));
        }
    }

    static final PushRules USUAL = new PushRules(Level.ALL, Map.of(), null, null, true, true);

    PushRules {
        usual = Objects.requireNonNullElse(usual, Level.ALL);
        numbers = Map.copyOf(Objects.requireNonNullElse(numbers, Map.of()));
        preview = Objects.requireNonNullElse(preview, true);
        sound = Objects.requireNonNullElse(sound, true);
        if (numbers.size() > MOST_NUMBERS) {
            throw new IllegalArgumentException("more than %d numbers".formatted(MOST_NUMBERS));
        }
        if (!numbers.keySet().stream().allMatch(number -> PhoneNumber.parse(number)
                .filter(parsed -> parsed.value().equals(number)).isPresent())) {
            throw new IllegalArgumentException("numbers are named in E.164");
        }
    }

    Level of(PhoneNumber did) {
        return numbers.getOrDefault(did.value(), usual);
    }

    /** Whether nothing is to be told now. */
    boolean rest(Instant now) {
        return (pausedUntil != null && now.isBefore(pausedUntil))
                || (doNotDisturb != null && doNotDisturb.covers(now));
    }
}
