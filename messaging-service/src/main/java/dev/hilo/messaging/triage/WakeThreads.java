package dev.hilo.messaging.triage;

import java.time.ZoneOffset;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Opens snoozed threads when their moment has come. Every instance looks; the lock of the thread decides who wakes it,
 * and whoever comes second finds it open: once over all instances, and none is forgotten when one dies.
 */
@ApplicationScoped
class WakeThreads {

    private static final int AT_ONCE = 200;

    private static final String DUE = """
            select t.id from thread t where t.state = 'SNOOZED' and t.snoozed_until <= $1
            order by t.snoozed_until limit $2 for update of t skip locked
            """;

    private final Conversations conversations;
    private final SnoozeConfig config;

    WakeThreads(Conversations conversations, SnoozeConfig config) {
        this.conversations = conversations;
        this.config = config;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(config.every(), "snoozed threads sleep on", this::wake);
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
