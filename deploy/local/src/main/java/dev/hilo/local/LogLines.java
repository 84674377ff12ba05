package dev.hilo.local;

import java.util.regex.Pattern;

import dev.hilo.local.running.Ink;

/** Log lines for reading several logs at once: the part's name in its colour, warnings and errors set off. */
final class LogLines {

    private static final Pattern WARNING = Pattern.compile("\\bWARN(ING)?\\b");
    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|PANIC|SEVERE)\\b");

    private final Ink ink;

    LogLines(Ink ink) {
        this.ink = ink;
    }

    String of(String part, String line) {
        return ink.part(part, "%-13s".formatted(part)) + " " + weighed(line);
    }

    private String weighed(String line) {
        if (ERROR.matcher(line).find()) {
            return ink.bad(line);
        }
        return WARNING.matcher(line).find() ? ink.warning(line) : line;
    }
}
