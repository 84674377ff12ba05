package dev.hilo.local.settings;

import java.util.Map;
import java.util.stream.Collectors;

/** Settings as lines that a POSIX shell evaluates: {@code eval "$(./hilo env)"}. */
public final class ShellExports {

    private ShellExports() {
    }

    public static String of(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "export " + setting.getKey() + "=" + quoted(setting.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** Single quotes keep everything but themselves. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
