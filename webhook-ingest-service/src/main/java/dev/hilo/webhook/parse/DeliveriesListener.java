package dev.hilo.webhook.parse;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.webhook.journal.Journal;
import dev.hilo.webhook.number.OwnNumbers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads the journal, batch by batch and in order. A batch counts as read when the broker has acknowledged everything
 * that followed from it; until then it is tried again, whole: the ids of what follows are derived, so their readers know
 * a repeat.
 * <p>
 * The door comes first: while posts flood in, the reader rests after a batch for as long as the batch took, which leaves
 * the door more of the processors and makes the next batch a larger and cheaper one. What has waited for seconds already
 * does not wait for that.
 */
@ApplicationScoped
class DeliveriesListener {

    private static final Logger LOG = Logger.getLogger(DeliveriesListener.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);
    /** Without the list of our numbers only group messages are read differently, so it is worth a moment, not more. */
    private static final Duration NUMBERS_PATIENCE = Duration.ofSeconds(10);

    private static final Duration OLDEST = Duration.ofSeconds(5);

    private final ReadJournalEntry entries;
    private final ParsedTopics topics;
    private final OwnNumbers own;
    private final Journal journal;
    private final Clock clock;

    DeliveriesListener(ReadJournalEntry entries, ParsedTopics topics, OwnNumbers own, Journal journal, Clock clock) {
        this.entries = entries;
        this.topics = topics;
        this.own = own;
        this.journal = journal;
        this.clock = clock;
    }

    @Incoming("deliveries")
    Uni<Void> read(ConsumerRecords<String, byte[]> batch) {
        var began = System.nanoTime();
        return own.loaded().ifNoItem().after(NUMBERS_PATIENCE).recoverWithUni(Uni.createFrom().voidItem())
                .chain(() -> written(batch))
                .onFailure().invoke(this::startAgain)
                .onFailure().retry().withBackOff(SOON, LATER).indefinitely()
                .chain(() -> rest(batch, Duration.ofNanos(System.nanoTime() - began)));
    }

    private Uni<Void> rest(ConsumerRecords<String, byte[]> batch, Duration took) {
        var rested = Uni.createFrom().voidItem();
        var rest = Rest.after(took);
        if (rest.isZero() || !journal.busy() || batch.isEmpty() || age(batch).compareTo(OLDEST) > 0) {
            return rested;
        }
        return rested.onItem().delayIt().by(rest);
    }

    private Duration age(ConsumerRecords<String, byte[]> batch) {
        return Duration.ofMillis(clock.millis() - batch.iterator().next().timestamp());
    }

    private Uni<Void> written(ConsumerRecords<String, byte[]> batch) {
        return Uni.createFrom().completionStage(() -> topics.write(StreamSupport.stream(batch.spliterator(), false)
                .flatMap(entry -> entries.read(entry).stream()).toList()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void startAgain(Throwable failure) {
        LOG.warnf("what was read cannot be written yet: %s", failure.getClass().getSimpleName());
        topics.startAgain();
    }
}
