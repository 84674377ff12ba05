package dev.hilo.messaging.contact;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.platform.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something that is noted about every contact beside name and notes.
 *
 * @param key never changes, whatever the field is called
 * @param choices of a choice; empty for every other kind
 */
record Field(String key, String name, Kind kind, List<String> choices) {

    static final int LONGEST_VALUE = 500;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,10})?");

    /** What a value of it looks like. */
    enum Kind {
        TEXT,
        /** {@code 2026-11-23} */
        DATE,
        /** Digits with a point, as JSON writes them. */
        NUMBER,
        /** One of its choices. */
        CHOICE;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Field {
        choices = List.copyOf(choices);
    }

    /** The values of fields that there are. */
    static Map<String, String> shown(Map<String, String> values, List<Field> form) {
        var keys = form.stream().map(Field::key).collect(Collectors.toSet());
        return values.entrySet().stream().filter(value -> keys.contains(value.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * What is noted afterwards. Values of fields that a manager has taken away stay, for who takes one away by mistake;
     * a value that was there before passes, whatever its field has become.
     *
     * @param known values that need no proof
     * @param errors gets what is wrong with the others
     */
    static Map<String, String> changed(Map<String, String> wanted, Map<String, String> before, Set<String> known,
            List<Field> form, List<Problem.FieldError> errors) {
        var byKey = form.stream().collect(Collectors.toMap(Field::key, field -> field));
        Map<String, String> values = new HashMap<>(before);
        values.keySet().removeAll(byKey.keySet());
        wanted.forEach((key, typed) -> {
            var field = byKey.get(key);
            var value = Noted.line(typed);
            if (field == null) {
                errors.add(new Problem.FieldError("/fields/" + key, "there is no such field"));
            } else if (value != null) {
                var fault = known.contains(value) ? null : field.fault(value);
                if (fault == null) {
                    values.put(key, value);
                } else {
                    errors.add(new Problem.FieldError("/fields/" + key, fault));
                }
            }
        });
        return values;
    }

    private @Nullable String fault(String value) {
        if (value.length() > LONGEST_VALUE) {
            return "at most " + LONGEST_VALUE + " characters";
        }
        return switch (kind) {
            case TEXT -> null;
            case DATE -> isDate(value) ? null : "a day, as 2026-11-23";
            case NUMBER -> NUMBER.matcher(value).matches() ? null : "a number, as 1280.50";
            case CHOICE -> choices.contains(value) ? null : "one of the field's choices";
        };
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    static String json(List<Field> form) {
        var array = new JsonArray();
        for (var field : form) {
            var _ = array.add(new JsonObject().put("key", field.key).put("name", field.name)
                    .put("kind", field.kind.name()).put("choices", new JsonArray(new ArrayList<>(field.choices))));
        }
        return array.encode();
    }

    static List<Field> of(String json) {
        var array = new JsonArray(json);
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject)
                .map(field -> new Field(field.getString("key"), field.getString("name"),
                        Kind.valueOf(field.getString("kind")),
                        field.getJsonArray("choices").stream().map(String.class::cast).toList()))
                .toList();
    }
}
