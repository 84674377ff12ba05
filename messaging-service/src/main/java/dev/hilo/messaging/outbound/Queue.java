package dev.hilo.messaging.outbound;

import java.util.Collection;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Takes settled texts out of the queue. */
final class Queue {

    private Queue() {
    }

    static Uni<Void> remove(SqlConnection transaction, Collection<UUID> messageIds) {
        return messageIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("delete from send_queue where message_id = any($1)")
                        .execute(Tuple.of(messageIds.toArray(UUID[]::new))).replaceWithVoid();
    }
}
