package dev.hilo.messaging.report;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.number.Numbers;
import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** How many of all our numbers are silent: a gauge, each instance's being the same. */
@ApplicationScoped
class CountSilences {

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Numbers numbers;
    private final Silences silences;
    private final AtomicInteger silent = new AtomicInteger();

    CountSilences(Numbers numbers, Silences silences) {
        this.numbers = numbers;
        this.silences = silences;
    }

    void start(@Observes StartupEvent started, Rounds rounds, MeterRegistry meters) {
        meters.gauge("hilo.numbers.silent", silent, AtomicInteger::get);
        rounds.every(LOOK, "silent numbers are not counted", this::count);
    }

    Uni<Void> count() {
        return numbers.all().chain(all -> silences.among(all.values())).invoke(found -> silent.set(found.size()))
                .replaceWithVoid();
    }
}
