package dev.hilo.local.running;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.process.RunFolder;

/**
 * What the launcher that holds the system up says of itself to the other verbs.
 *
 * @param parts what it was asked to start
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LauncherState(ProcessRecord launcher, Phase phase, Instant since, List<String> parts) {

    private static final String FILE = "hilo.json";

    /** Where it is. */
    public enum Phase {
        STARTING, READY, STOPPING
    }

    public void writeTo(RunFolder run) {
        run.write(FILE, this);
    }

    public static void forget(RunFolder run) {
        run.delete(FILE);
    }

    /** The launcher that runs now; the file of one that was killed counts for nothing. */
    public static Optional<LauncherState> running(RunFolder run) {
        return run.read(FILE, LauncherState.class).filter(state -> state.launcher().process().isPresent());
    }
}
