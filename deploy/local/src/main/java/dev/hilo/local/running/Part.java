package dev.hilo.local.running;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.hilo.local.process.Launch;
import dev.hilo.local.settings.Port;
import org.jspecify.annotations.Nullable;

/** One program of the local system. */
public interface Part {

    /** The order of stopping: what takes work from outside goes first, what keeps it goes last. */
    enum Tier {
        EDGE, CORE, SUPPORT, BROKER, STORE
    }

    /** Where a part tells what it is doing while it takes its time. */
    interface Step {
        void says(String doing);
    }

    String name();

    Tier tier();

    /** The parts that must be ready before this one is started, as far as they belong to the run. */
    Set<String> needs();

    /** The ports that must be free. */
    List<Port> ports();

    /** The number of the port that others talk to. */
    @Nullable
    Integer port();

    /** Puts on the disk what the program needs and says how to start it. */
    Launch prepare(Step step) throws Exception;

    /** Whether it is up; asked again and again until it is, so it answers quickly and does not throw. */
    boolean answers();

    /** What is left to do once it answers: databases, topics. */
    default void settle(Step step) throws Exception {
    }

    default Duration startLimit() {
        return Duration.ofMinutes(2);
    }

    /** How long it may take to end in order before it is killed. */
    default Duration stopLimit() {
        return Duration.ofSeconds(20);
    }
}
