package dev.hilo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.failpoint.StepSubject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets steps wait at their places for ever, so that one SIGKILL meets many things, each at a place of its own. The file
 * {@code <order>.holds}, read at the start, has a line for each, {@code <place> <about>}; who has come to their place is
 * written to {@code <order>.held}.
 */
@ApplicationScoped
class Holds {

    private final Set<String> wanted = new HashSet<>();
    private final Path held;

    Holds(@ConfigProperty(name = "hilo.failpoints") String order) {
        held = Path.of(order + ".held");
        var file = Path.of(order + ".holds");
        if (Files.exists(file)) {
            try {
                wanted.addAll(Files.readAllLines(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Whether whatever this call is about goes no further. */
    boolean hold(String place, Object[] parameters) {
        return !wanted.isEmpty() && Stream.of(parameters).flatMap(Holds::about)
                .map(about -> place + " " + about).filter(wanted::contains).peek(this::writeDown).findFirst()
                .isPresent();
    }

    private synchronized void writeDown(String line) {
        try {
            var _ = Files.writeString(held, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Stream<String> about(Object parameter) {
        return switch (parameter) {
            case StepSubject subject -> Stream.of(subject.about());
            case PhoneNumber number -> Stream.of(number.value());
            case Iterable<?> several -> {
                Stream.Builder<String> all = Stream.builder();
                several.forEach(one -> about(one).forEach(all));
                yield all.build();
            }
            case null, default -> Stream.empty();
        };
    }
}
