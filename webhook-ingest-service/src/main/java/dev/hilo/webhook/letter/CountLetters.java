package dev.hilo.webhook.letter;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.Topics;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.letter.Letters.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Counts what is open, for the alerts. Every instance counts all of it; who adds them up counts twice.
 */
@ApplicationScoped
class CountLetters {

    private static final Logger LOG = Logger.getLogger(CountLetters.class);

    private final Letters letters;
    private final LettersConfig config;
    private final Archive archive;
    private final ScheduledExecutorService clockwork = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("count-letters").factory());
    private final Map<String, AtomicLong> open = Letters.TOPICS.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new AtomicLong()));

    CountLetters(Letters letters, LettersConfig config, Archive archive, MeterRegistry meters) {
        this.letters = letters;
        this.config = config;
        this.archive = archive;
        open.forEach((topic, count) -> {
            if (topic.equals(Topics.WEBHOOK_QUARANTINE)) {
                var _ = meters.gauge("hilo.quarantine.open", count);
            } else {
                var _ = meters.gauge("hilo.dead.letters.open", Tags.of("topic", topic), count);
            }
        });
    }

    void start(@Observes StartupEvent started) {
        var every = config.countEvery().toMillis();
        var _ = clockwork.scheduleWithFixedDelay(this::count, every, every, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        clockwork.shutdownNow();
    }

    private void count() {
        if (!letters.known()) {
            return;
        }
        try {
            var _ = archive.reading(reader -> {
                Letters.TOPICS.forEach(topic -> letters.forget(topic, reader.beginnings(topic)));
                return true;
            });
        } catch (ProblemException later) {
            LOG.debugf("what the topics have let go is forgotten next time: %s", later.getMessage());
        }
        open.forEach((topic, count) -> count.set(letters.all(topic, State.OPEN).count()));
    }
}
