package dev.hilo.messaging.contact;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What is noted about a person.
 *
 * @param name one line; null for a person whose name nobody knows
 * @param notes null for none
 * @param fields by the key of the field; one without a value is absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Noted(@Nullable String name, @Nullable String notes, Map<String, String> fields) {

    static final Noted NOTHING = new Noted(null, null, Map.of());

    /** What orders letters from right to left, or back, turns a name around for whoever reads it. */
    private static final Pattern UNSEEN = Pattern
            .compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]+");

    Noted {
        fields = fields.entrySet().stream().filter(field -> !field.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** As people typed it: a line without what cannot be seen, null when nothing is left. */
    static @Nullable String line(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        var plain = SPACES.matcher(UNSEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC)).replaceAll(" "))
                .replaceAll(" ").strip();
        return plain.isEmpty() ? null : plain;
    }

    /** As people typed it, its lines kept. */
    static @Nullable String text(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        var plain = UNWRITABLE.matcher(typed.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("").strip();
        return plain.isEmpty() ? null : plain;
    }

    /** How a name is sought: {@code lucia} finds Lucía. */
    static String key(String name) {
        return ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    boolean isNothing() {
        return name == null && notes == null && fields.isEmpty();
    }

    String json() {
        return new JsonObject().put("name", name).put("notes", notes).put("fields", fieldsJson(fields)).encode();
    }

    static Noted of(String json) {
        var object = new JsonObject(json);
        return new Noted(object.getString("name"), object.getString("notes"), fieldsOf(object.getJsonObject("fields")));
    }

    static JsonObject fieldsJson(Map<String, String> fields) {
        var object = new JsonObject();
        new TreeMap<>(fields).forEach(object::put);
        return object;
    }

    static Map<String, String> fieldsOf(JsonObject object) {
        return object.fieldNames().stream().collect(Collectors.toUnmodifiableMap(key -> key, object::getString));
    }
}
