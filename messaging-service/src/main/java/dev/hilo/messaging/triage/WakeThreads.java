package dev.hilo.messaging.triage;

import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.conversation.Conversations;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Opens snoozed threads when their moment has come. Every instance looks; the lock of the thread decides who wakes it,
 * and whoever comes second finds it open: once over all instances, and none is forgotten when one dies.
 */
@ApplicationScoped
class WakeThreads {

    private static final Logger LOG = Logger.getLogger(WakeThreads.class);
    private static final int AT_ONCE = 200;

    private static final String DUE = """
            select t.id from thread t where t.state = 'SNOOZED' and t.snoozed_until <= $1
            order by t.snoozed_until limit $2 for update of t skip locked
            """;

    private final Conversations conversations;
    private final SnoozeConfig config;
    private final AtomicBoolean looking = new AtomicBoolean();

    WakeThreads(Conversations conversations, SnoozeConfig config) {
        this.conversations = conversations;
        this.config = config;
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        var _ = vertx.setPeriodic(config.every().toMillis(), _ -> look());
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            var _ = wake().onTermination().invoke(() -> looking.set(false)).subscribe().with(_ -> {
                // They are open.
            }, failure -> LOG.warnf("snoozed threads sleep on: %s", failure.toString()));
        }
    }

    Uni<Void> wake() {
        return conversations.change(this::wakeSome)
                .chain(woken -> woken < AT_ONCE ? Uni.createFrom().voidItem() : wake());
    }

    private Uni<Integer> wakeSome(SqlConnection transaction) {
        return transaction.preparedQuery(DUE).execute(Tuple.of(conversations.now().atOffset(ZoneOffset.UTC), AT_ONCE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList())
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : conversations.lock(transaction, due)
                                .invoke(found -> found.values().forEach(thread -> {
                                    var _ = thread.wake();
                                }))
                                .call(found -> conversations.save(transaction, found.values()))
                                .map(_ -> due.size()));
    }
}
