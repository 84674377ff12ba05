package dev.hilo.messaging.team;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * When a team is there: hours of each day of the week in its own zone, but for holidays, on which it is away all day.
 *
 * @param zone an IANA name
 * @param days by {@code mon} to {@code sun}; a day that is absent has no hours
 */
record Hours(String zone, Map<String, List<Span>> days, List<Holiday> holidays) {

    static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** The end of a day. */
    static final String MIDNIGHT = "24:00";

    private static final TypeReference<Map<String, List<Span>>> WRITTEN_DAYS = new TypeReference<>() {
    };
    private static final TypeReference<List<Holiday>> WRITTEN_HOLIDAYS = new TypeReference<>() {
    };

    private static final int MOST_SPANS = 6;
    private static final int MOST_HOLIDAYS = 400;
    private static final int LONGEST_NAME = 60;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    /**
     * @param from {@code 09:00}
     * @param to {@code 17:30}; {@code 24:00} is the end of the day
     */
    record Span(String from, String to) {
    }

    /** @param date {@code 2026-12-25} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Holiday(String date, @Nullable String name) {
    }

    /** As they are kept: days and holidays in JSON. */
    static Hours read(ObjectMapper json, String zone, String days, String holidays) {
        try {
            return new Hours(zone, json.readValue(days, WRITTEN_DAYS), json.readValue(holidays, WRITTEN_HOLIDAYS));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In the order of the week, and holidays in theirs. */
    Hours ordered() {
        Map<String, List<Span>> week = new LinkedHashMap<>();
        for (var day : DAYS) {
            var spans = days.getOrDefault(day, List.of());
            if (!spans.isEmpty()) {
                week.put(day, spans.stream().sorted((one, other) -> one.from().compareTo(other.from())).toList());
            }
        }
        return new Hours(zone, week,
                holidays.stream().sorted((one, other) -> one.date().compareTo(other.date())).toList());
    }

    /** Everything about it that cannot be accepted. */
    List<Problem.FieldError> wrong() {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            errors.add(new Problem.FieldError("/zone", "an IANA zone, as America/New_York"));
        }
        days.forEach((day, spans) -> {
            if (!DAYS.contains(day)) {
                errors.add(new Problem.FieldError("/days/" + day, "days are mon to sun"));
            } else {
                errors.addAll(wrong(day, spans));
            }
        });
        var dates = new HashSet<String>();
        for (var index = 0; index < holidays.size(); index++) {
            var holiday = holidays.get(index);
            if (!isDate(holiday.date()) || !dates.add(holiday.date())) {
                errors.add(new Problem.FieldError("/holidays/" + index + "/date", "a date of its own, as 2026-12-25"));
            }
            if (holiday.name() != null && holiday.name().length() > LONGEST_NAME) {
                errors.add(new Problem.FieldError("/holidays/" + index + "/name",
                        "at most " + LONGEST_NAME + " characters"));
            }
        }
        if (holidays.size() > MOST_HOLIDAYS) {
            errors.add(new Problem.FieldError("/holidays", "at most " + MOST_HOLIDAYS));
        }
        return errors;
    }

    private static List<Problem.FieldError> wrong(String day, List<Span> spans) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (spans.size() > MOST_SPANS) {
            errors.add(new Problem.FieldError("/days/" + day, "at most " + MOST_SPANS + " stretches"));
        }
        for (var index = 0; index < spans.size(); index++) {
            var span = spans.get(index);
            var pointer = "/days/" + day + "/" + index;
            if (!TIME.matcher(span.from()).matches()) {
                errors.add(new Problem.FieldError(pointer + "/from", "a time, as 09:00"));
            } else if (!TIME.matcher(span.to()).matches() && !span.to().equals(MIDNIGHT)) {
                errors.add(new Problem.FieldError(pointer + "/to", "a time, as 17:30, up to 24:00"));
            } else if (span.to().compareTo(span.from()) <= 0) {
                errors.add(new Problem.FieldError(pointer + "/to", "later than its beginning"));
            } else if (overlaps(spans, index)) {
                errors.add(new Problem.FieldError(pointer + "/from", "overlaps another stretch of the day"));
            }
        }
        return errors;
    }

    /** Times are written with two digits each, so their order is that of their letters. */
    private static boolean overlaps(List<Span> spans, int index) {
        var span = spans.get(index);
        return spans.subList(0, index).stream()
                .anyMatch(other -> span.from().compareTo(other.to()) < 0 && other.from().compareTo(span.to()) < 0);
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
