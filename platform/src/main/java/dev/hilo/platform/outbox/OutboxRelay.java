package dev.hilo.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.event.EventHeaders;
import dev.hilo.platform.failpoint.Step;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox to Kafka, oldest first, and deletes what the broker has acknowledged. Of all instances on one
 * database one at a time does it (an advisory lock that ends with the transaction), so each key stays in order. A crash
 * after the acknowledgement and before the commit publishes again: consumers know a repeat by the event's id.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    /** How soon an event is found whose writer died before it could call {@link #wake}. */
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);
    /** Any fixed number will do; it is "hilo" in ASCII. */
    private static final long LOCK = 0x68696c6fL;

    private static final String CHANNEL = "outbox";

    private final Pool database;
    private final KafkaClientService kafka;
    /** Whoever wakes it: on a worker's context each answer of the database would have to wake a worker. */
    private final ContextInternal loop;
    private final String source;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile boolean waiting;

    OutboxRelay(Pool database, KafkaClientService kafka, Vertx vertx,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.database = database;
        this.kafka = kafka;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.source = "/" + application;
    }

    void start(@Observes StartupEvent started) {
        var _ = loop.setPeriodic(LOOK.toMillis(), _ -> wake());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /** Publishes as soon as possible; calls while it is publishing are answered by one more round. */
    void wake() {
        wanted.set(true);
        if (stopped || !running.compareAndSet(false, true)) {
            return;
        }
        wanted.set(false);
        // A subscription by hand: nobody waits for the relay.
        loop.runOnContext(_ -> {
            var _ = publishAll().subscribe().with(_ -> rest(), this::failed);
        });
    }

    /** Whether events wait because the last round of publishing failed. */
    boolean isWaiting() {
        return waiting;
    }

    private void rest() {
        if (waiting) {
            LOG.info("the outbox is published again");
            waiting = false;
        }
        running.set(false);
        if (wanted.get()) {
            wake();
        }
    }

    /** The next look tries again; an outage is said once, not five times a second. */
    private void failed(Throwable failure) {
        if (!waiting) {
            LOG.warnf("the outbox waits: %s", failure.toString());
            waiting = true;
        }
        running.set(false);
    }

    /** Until nothing is left: another instance that wrote meanwhile found the lock taken and leaves it to us. */
    private Uni<Void> publishAll() {
        return publishBatch().chain(left -> left ? publishAll() : Uni.createFrom().voidItem());
    }

    /**
     * One transaction, and whether there is more. It begins and ends with statements of its own, because the client's
     * transaction waits for the answer to each of its two before the next goes out: three round trips that an event
     * would wait for on its way to the browser. Whatever fails, the connection goes back without a transaction.
     */
    @Step
    Uni<Boolean> publishBatch() {
        return database.withConnection(connection -> oldest(connection)
                .chain(rows -> rows.isEmpty() ? commit(connection).replaceWith(false) : publish(connection, rows))
                .onFailure().call(() -> connection.query("rollback").execute().onFailure().recoverWithNull()));
    }

    /**
     * What is ours to publish: nothing while another instance holds the lock. Asked together with the lock and answered
     * behind it, so what its last holder has published is gone by then.
     */
    private static Uni<List<Row>> oldest(SqlConnection connection) {
        return Uni.combine().all().unis(begin(connection), lock(connection), connection.preparedQuery("""
                select id, topic, key, event_id, type, occurred_at, payload from outbox order by id limit $1
                """).execute(Tuple.of(BATCH)))
                .with((_, mine, rows) -> mine ? StreamSupport.stream(rows.spliterator(), false).toList() : List.of());
    }

    private static Uni<Void> begin(SqlConnection connection) {
        return connection.query("begin").execute().replaceWithVoid();
    }

    private static Uni<Void> commit(SqlConnection connection) {
        return connection.query("commit").execute().replaceWithVoid();
    }

    /** The commit need not wait for the disk either: a deletion that a crash takes back publishes again, as one before it. */
    private static Uni<Boolean> lock(SqlConnection connection) {
        return connection.preparedQuery("""
                select pg_try_advisory_xact_lock($1), set_config('synchronous_commit', 'off', true)
                """).execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Boolean> publish(SqlConnection connection, List<Row> rows) {
        return send(rows)
                .ifNoItem().after(BROKER_PATIENCE).fail()
                .chain(() -> forget(connection, rows));
    }

    /** Deletes what is published, commits, and looks for more behind the commit: what came before it was left to us. */
    @Step
    Uni<Boolean> forget(SqlConnection connection, List<Row> rows) {
        var ids = rows.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
        return Uni.combine().all().unis(
                connection.preparedQuery("delete from outbox where id = any($1)").execute(Tuple.of(ids)),
                commit(connection),
                connection.preparedQuery("select exists (select from outbox)").execute())
                .with((_, _, left) -> left.iterator().next().getBoolean(0));
    }

    /**
     * Done when the broker has acknowledged all of them. They go to the channel's producer as one piece of work: through
     * the channel itself each would be handed from thread to thread, and waited for, by itself.
     */
    @Step
    Uni<Void> send(List<Row> rows) {
        Function<Producer<String, byte[]>, CompletableFuture<Void>> work = producer -> acknowledged(producer, rows);
        return kafka.<String, byte[]>getProducer(CHANNEL).runOnSendingThread(work)
                .chain(acknowledged -> Uni.createFrom().completionStage(acknowledged));
    }

    private CompletableFuture<Void> acknowledged(Producer<String, byte[]> producer, List<Row> rows) {
        var left = new AtomicInteger(rows.size());
        var all = new CompletableFuture<Void>();
        for (var row : rows) {
            if (all.isCompletedExceptionally()) {
                break; // Each further one would wait for a broker that is away.
            }
            var _ = producer.send(recordOf(row), (_, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                } else if (left.decrementAndGet() == 0) {
                    all.complete(null);
                }
            });
        }
        return all;
    }

    private ProducerRecord<String, byte[]> recordOf(Row row) {
        var occurredAt = row.getOffsetDateTime("occurred_at").toInstant();
        return new ProducerRecord<>(row.getString("topic"), null, occurredAt.toEpochMilli(), row.getString("key"),
                row.getBuffer("payload").getBytes(),
                EventHeaders.of(row.getUUID("event_id"), row.getString("type"), occurredAt, source));
    }
}
