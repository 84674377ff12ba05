package dev.hilo.local;

import java.util.Set;
import java.util.regex.Pattern;

import dev.hilo.local.running.Ink;

/** Log lines for reading several logs at once: the part's name in its colour, warnings and errors set off. */
final class LogLines {

    private static final Set<String> INFRASTRUCTURE = Set.of("postgres", "kafka", "keycloak");
    private static final Pattern WARNING = Pattern.compile("\\bWARN(ING)?\\b");
    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|PANIC|SEVERE)\\b");

    private final Ink ink;

    LogLines(Ink ink) {
        this.ink = ink;
    }

    String of(String part, String line) {
        return ink.part(part, "%-13s".formatted(part)) + " " + weighed(line);
    }

    /** Of what others have written, only their worries are news to someone who watches Hilo. */
    static boolean isNews(String part, String line) {
        return !INFRASTRUCTURE.contains(part) || WARNING.matcher(line).find() || ERROR.matcher(line).find();
    }

    private String weighed(String line) {
        if (ERROR.matcher(line).find()) {
            return ink.bad(line);
        }
        return WARNING.matcher(line).find() ? ink.warning(line) : line;
    }
}
