package dev.hilo.webhook.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, by name: as the carrier writes it, else in any case. It remembers which were asked for;
 * what is left is what we do not know.
 */
final class Members {

    /** Names that are reported of one post. */
    static final int MOST_NAMES = 20;
    /** Characters of a reported name. */
    static final int LONGEST_NAME = 64;

    private final JsonNode object;
    private final String path;
    private final Set<String> taken = new HashSet<>();

    private Members(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @param path what stands before each name in a report: empty for the root, {@code data.} for what is inside it */
    static Members of(JsonNode object, String path) {
        return new Members(object, path);
    }

    /** The value of a member, which is known from now on. */
    @Nullable
    JsonNode take(String name) {
        var key = keyOf(name);
        if (key == null) {
            return null;
        }
        taken.add(key);
        return object.get(key);
    }

    /** As {@link #take}, but the member stays unknown. */
    @Nullable
    JsonNode peek(String name) {
        var key = keyOf(name);
        return key == null ? null : object.get(key);
    }

    private @Nullable String keyOf(String name) {
        if (object.has(name)) {
            return name;
        }
        for (var member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getKey();
            }
        }
        return null;
    }

    /** The names of what nobody has taken, fit for a log: bounded, and without what could break its lines. */
    List<String> unknown() {
        if (taken.size() == object.size()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (var member : object.properties()) {
            if (names.size() == MOST_NAMES) {
                break;
            }
            if (!taken.contains(member.getKey())) {
                names.add(fit(path + member.getKey()));
            }
        }
        return List.copyOf(names);
    }

    /** One report of several objects. */
    static List<String> unknown(Members... all) {
        List<String> names = new ArrayList<>();
        for (var members : all) {
            names.addAll(members.unknown());
        }
        return List.copyOf(names.subList(0, Math.min(names.size(), MOST_NAMES)));
    }

    private static String fit(String name) {
        var cut = new StringBuilder(Characters.storable(name.substring(0, Math.min(name.length(), LONGEST_NAME))));
        for (var i = 0; i < cut.length(); i++) {
            var type = Character.getType(cut.charAt(i));
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                cut.setCharAt(i, '\uFFFD');
            }
        }
        return cut.toString();
    }
}
