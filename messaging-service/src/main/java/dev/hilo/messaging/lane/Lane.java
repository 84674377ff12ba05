package dev.hilo.messaging.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.Topics;
import dev.hilo.messaging.problem.Outage;
import dev.hilo.platform.event.DeadLetterHeaders;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.event.UnreadableEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Carries a batch of records to its handler and never stands still: what cannot be read goes to the dead letters, a
 * database that is away is waited for, and when a batch fails for another reason its halves are tried, one after the
 * other, and theirs, so that only the poison one is put aside: at once when the database refuses what it says, after
 * some tries when it fails for a reason that nobody foresaw. The others keep their order, and all but a few of them
 * their large transactions.
 * <p>
 * A large batch runs on a worker: it takes a processor for tens of milliseconds, and the event loops have people's requests
 * to answer. A few records run on an event loop, where each answer of the database arrives: a worker would have to be woken
 * for every one of them.
 */
@ApplicationScoped
public class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** With the pauses between them about half a minute. */
    private static final int UNCLEAR_TRIES = 10;
    /** So many take an event loop for no longer than a person's request does. */
    private static final int FEW = 8;

    private record Read<T>(ConsumerRecord<String, byte[]> record, T event) {
    }

    private record Poison(ConsumerRecord<String, byte[]> record, String reason) {
    }

    private final MutinyEmitter<byte[]> deadLetters;
    private final MeterRegistry meters;
    private final VertxInternal vertx;
    private final ContextInternal loop;

    Lane(@Channel("dead-letters") MutinyEmitter<byte[]> deadLetters, MeterRegistry meters, Vertx vertx) {
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.vertx = (VertxInternal) vertx;
        this.loop = this.vertx.createEventLoopContext();
    }

    /**
     * Completes when every record is stored or put aside.
     *
     * @param store must be idempotent by event id: a batch can come again
     */
    public <T extends HiloEvent> Uni<Void> carry(ConsumerRecords<String, byte[]> records, Class<T> kind,
            Function<List<T>, Uni<Void>> store) {
        return onContext(records.count(), () -> read(records, kind, store));
    }

    private <T extends HiloEvent> Uni<Void> read(ConsumerRecords<String, byte[]> records, Class<T> kind,
            Function<List<T>, Uni<Void>> store) {
        List<Read<T>> readable = new ArrayList<>(records.count());
        List<Poison> poison = new ArrayList<>();
        for (var record : records) {
            try {
                // A compacted topic's tombstone has no value; a type from a newer writer is empty.
                if (record.value() != null) {
                    EventCodec.read(record.value(), kind).ifPresent(event -> readable.add(new Read<>(record, event)));
                }
            } catch (UnreadableEvent unreadable) {
                poison.add(new Poison(record, "unreadable: " + unreadable.getMessage()));
            }
        }
        return bury(poison).chain(() -> store(readable, store));
    }

    private <T> Uni<Void> store(List<Read<T>> readable, Function<List<T>, Uni<Void>> store) {
        if (readable.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var work = onContext(readable.size(),
                () -> store.apply(readable.stream().map(Read::event).toList()));
        if (readable.size() == 1) {
            return patiently(doubtfully(work)).onFailure().recoverWithUni(failure -> {
                if (Outage.verdict(failure) == Outage.Verdict.UNCLEAR) {
                    LOG.error("a record failed for a reason that nobody foresaw", failure);
                }
                return bury(List.of(new Poison(readable.getFirst().record(), "failed: " + nameOf(failure))));
            });
        }
        return patiently(work).onFailure().recoverWithUni(failure -> {
            LOG.warnf("a batch of %d records failed, its halves now: %s", readable.size(), nameOf(failure));
            var half = readable.size() / 2;
            return store(readable.subList(0, half), store)
                    .chain(() -> store(readable.subList(half, readable.size()), store));
        });
    }

    /**
     * On a context of its own, to which what a statement answers comes back as well. Asked for each try, since a pause
     * before one ends elsewhere.
     */
    private Uni<Void> onContext(int records, Supplier<Uni<Void>> work) {
        return Uni.createFrom().emitter(done -> contextFor(records).runOnContext(
                _ -> Uni.createFrom().deferred(work::get).subscribe().with(done::complete, done::fail)));
    }

    private ContextInternal contextFor(int records) {
        return records <= FEW ? loop.duplicate() : vertx.createWorkerContext();
    }

    /** Its kind alone: its words may repeat what the record says. */
    private static String nameOf(Throwable failure) {
        return failure instanceof PgException refusal
                ? "the database refuses it, SQL state " + refusal.getSqlState()
                : failure.getClass().getSimpleName();
    }

    private static Uni<Void> patiently(Uni<Void> work) {
        return work
                .onFailure(Lane::isAway).invoke(failure -> LOG.warnf("waiting for the database: %s", failure))
                .onFailure(Lane::isAway).retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely();
    }

    /** What nobody foresaw may pass, and may not: the lane cannot wait for ever. */
    private static Uni<Void> doubtfully(Uni<Void> work) {
        return work.onFailure(failure -> Outage.verdict(failure) == Outage.Verdict.UNCLEAR)
                .retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).atMost(UNCLEAR_TRIES);
    }

    private static boolean isAway(Throwable failure) {
        return Outage.verdict(failure) == Outage.Verdict.AWAY;
    }

    private Uni<Void> bury(List<Poison> poison) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var letter : poison) {
            all = all.chain(() -> bury(letter));
        }
        return all;
    }

    private Uni<Void> bury(Poison letter) {
        var record = letter.record();
        LOG.errorf("%s-%d@%d goes to the dead letters: %s", record.topic(), record.partition(), record.offset(),
                letter.reason());
        meters.counter("hilo.dead.letters", "topic", record.topic()).increment();
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(Topics.deadLettersOf(record.topic()))
                .withKey(record.key())
                .withHeaders(DeadLetterHeaders.of(record, letter.reason()))
                .build();
        return deadLetters.sendMessage(Message.of(record.value()).addMetadata(metadata))
                .onFailure().retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely();
    }
}
