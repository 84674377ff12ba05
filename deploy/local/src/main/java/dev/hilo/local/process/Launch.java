package dev.hilo.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program is started and how it is asked to end.
 *
 * @param environment added to the launcher's own
 * @param goodbye the signal that makes it end in order
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, Signal goodbye) {

    /** What a program is asked with. */
    public enum Signal {
        TERM, INT
    }

    public static Launch of(List<String> command, Map<String, String> environment, Path directory) {
        return new Launch(List.copyOf(command), Map.copyOf(environment), directory, Signal.TERM);
    }

    public Launch endedBy(Signal signal) {
        return new Launch(command, environment, directory, signal);
    }
}
