package dev.hilo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Halts this process at the place that the order file names. The file holds {@code <place> <n> <when>}: the n-th time
 * from then on that the place is passed, the JVM is gone, without a flush or a hook, as by SIGKILL. {@code busy} counts
 * only passes of steps that had something to do, by their answer; {@code always} counts all.
 */
@ApplicationScoped
class Failpoints {

    /** What a shell reports of a process that SIGKILL ended. */
    private static final int KILLED = 137;

    private record Order(String place, int n, boolean busy) {

        private static final Pattern TEXT = Pattern.compile("(\\S+) (\\d+) (busy|always)");

        static @Nullable Order of(String text) {
            var read = TEXT.matcher(text);
            return read.matches()
                    ? new Order(read.group(1), Integer.parseInt(read.group(2)), read.group(3).equals("busy"))
                    : null;
        }
    }

    private final Path file;
    private @Nullable Order order;
    private int passed;

    Failpoints(@ConfigProperty(name = "hilo.failpoints") String file) {
        this.file = Path.of(file);
    }

    void pass(String place, @Nullable Object answer) {
        var now = Order.of(read());
        if (now == null || !now.place().equals(place) || (now.busy() && nothing(answer))) {
            return;
        }
        synchronized (this) {
            if (!now.equals(order)) {
                order = now;
                passed = 0;
            }
            passed++;
            if (passed == now.n()) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException nobodyIsToDie) {
            return "";
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    private static boolean nothing(@Nullable Object answer) {
        return switch (answer) {
            case Collection<?> several -> several.isEmpty();
            case Boolean found -> !found;
            case Integer count -> count == 0;
            case null, default -> false;
        };
    }
}
