package dev.hilo.messaging.quiet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.hilo.messaging.quiet.QuietHours.Quiet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contact may be written to out of the blue at a moment, and when at the earliest otherwise.
 * <p>
 * Of all rules that hold at the number's places the most restrictive wins, in every zone where its holder may be: a text
 * goes only when it is daytime by each of them. A zone that the contact stated takes the place of the number's; the
 * rules of the number's state go on applying, on the stated clock, since the area code is presumed to be the residence.
 * A country without rules of its own is treated like the United States. Where no zone is known, only the rules count
 * that bring their own clock.
 */
final class QuietRules {

    static final String ANY = "any";
    static final String UNKNOWN = "unknown";
    static final String NOWHERE = "nowhere";

    /** A rule with its days. */
    record Rule(String name, String place, Hours weekday, Hours saturday, Hours sunday, @Nullable ZoneId clock,
            LocalDate validFrom, LocalDate validTo) {

        Rule {
            if (weekday.isClosed() && saturday.isClosed() && sunday.isClosed()) {
                throw new IllegalArgumentException("hilo.quiet.rules." + name + " never opens");
            }
            if (clock == null && (place.equals(UNKNOWN) || place.equals(NOWHERE))) {
                throw new IllegalArgumentException("hilo.quiet.rules." + name + " needs a zone");
            }
        }

        /** What a client is told. */
        String word() {
            return switch (place) {
                case UNKNOWN, NOWHERE -> "unknown-zone";
                default -> place.startsWith("US-") ? "state:" + place.substring(3) : name;
            };
        }

        boolean holdsOn(LocalDate day) {
            return !day.isBefore(validFrom) && !day.isAfter(validTo);
        }

        Hours on(LocalDate day) {
            return switch (day.getDayOfWeek()) {
                case SATURDAY -> saturday;
                case SUNDAY -> sunday;
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> weekday;
            };
        }
    }

    /** A rule on one clock. */
    private record Clocked(Rule rule, ZoneId zone) {

        /** The first moment, not before this one, at which the rule lets a text through. */
        Instant opens(Instant moment) {
            var local = moment.atZone(zone).toLocalDateTime();
            var day = local.toLocalDate();
            if (!rule.holdsOn(day) || rule.on(day).contains(local.toLocalTime().toSecondOfDay() / 60)) {
                return moment;
            }
            // Within eight days at the latest: a rule opens at least once a week, or ends.
            for (var next = day; next.isBefore(day.plusDays(9)); next = next.plusDays(1)) {
                var opening = opening(next);
                if (opening != null && opening.isAfter(moment)) {
                    return opening;
                }
            }
            throw new IllegalStateException("the rule " + rule.name() + " never opens");
        }

        private @Nullable Instant opening(LocalDate day) {
            if (!rule.holdsOn(day)) {
                return instant(day.atStartOfDay());
            }
            var hours = rule.on(day);
            return hours.isClosed() ? null : instant(day.atTime(LocalTime.MIDNIGHT.plusMinutes(hours.from())));
        }

        /** An hour that the spring night leaves out begins when it is over. */
        private Instant instant(LocalDateTime local) {
            var transition = zone.getRules().getTransition(local);
            return transition != null && transition.isGap()
                    ? transition.getInstant()
                    : local.atZone(zone).toInstant();
        }
    }

    /** Rules that exclude one another would never agree; past this the answer is to look again. */
    private static final int LONGEST_SEARCH = 200;

    private final List<Rule> rules;

    QuietRules(Collection<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    static QuietRules of(QuietConfig config) {
        return new QuietRules(config.rules().entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue())).toList());
    }

    private static Rule rule(String name, QuietConfig.Rule rule) {
        return new Rule(name, rule.place(), rule.hours(), rule.saturday().orElse(rule.hours()),
                rule.sunday().orElse(rule.hours()), rule.zone().map(ZoneId::of).orElse(null),
                rule.validFrom().orElse(LocalDate.MIN), rule.validTo().orElse(LocalDate.MAX));
    }

    /**
     * @param stated the zone that the contact told us
     * @return empty when the contact may be written to
     */
    Optional<Quiet> at(Whereabouts number, @Nullable ZoneId stated, Instant moment) {
        var applying = applying(number, stated);
        var opens = moment;
        Clocked last = null;
        for (var round = 0; round < LONGEST_SEARCH; round++) {
            var before = opens;
            for (var clocked : applying) {
                var next = clocked.opens(opens);
                if (next.isAfter(opens)) {
                    opens = next;
                    last = clocked;
                }
            }
            if (opens.equals(before)) {
                break;
            }
        }
        if (last == null) {
            return Optional.empty();
        }
        var decides = deciding(applying, opens, last);
        return Optional.of(new Quiet(opens, decides.zone(), decides.rule().word()));
    }

    /** Of the rules that open at the same moment the narrowest place is named: its law is the one to know. */
    private static Clocked deciding(List<Clocked> applying, Instant opens, Clocked otherwise) {
        return applying.stream()
                .filter(clocked -> clocked.opens(opens.minusNanos(1)).equals(opens))
                .max((a, b) -> Integer.compare(narrowness(a), narrowness(b)))
                .orElse(otherwise);
    }

    private static int narrowness(Clocked clocked) {
        var place = clocked.rule().place();
        return place.equals(ANY) ? 0 : place.length();
    }

    private List<Clocked> applying(Whereabouts number, @Nullable ZoneId stated) {
        var zones = stated == null ? number.zones() : Set.of(stated);
        List<Clocked> applying = new ArrayList<>();
        for (var rule : rules) {
            if (!holdsAt(rule.place(), number, zones)) {
                continue;
            }
            if (rule.clock() != null) {
                applying.add(new Clocked(rule, rule.clock()));
            } else {
                // In a fixed order, so that of two clocks that agree the same one is always named.
                zones.stream().sorted((a, b) -> a.getId().compareTo(b.getId()))
                        .forEach(zone -> applying.add(new Clocked(rule, zone)));
            }
        }
        return applying;
    }

    private static boolean holdsAt(String place, Whereabouts number, Set<ZoneId> zones) {
        return switch (place) {
            case ANY -> true;
            case UNKNOWN -> zones.isEmpty() && number.area();
            case NOWHERE -> zones.isEmpty() && !number.area();
            default -> number.places().contains(place);
        };
    }
}
