package dev.hilo.messaging.conversation;

import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.NumberWatcher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** A number got its first team or lost its last: its threads say so. */
@ApplicationScoped
class AnnounceClaims implements NumberWatcher {

    private final Conversations conversations;

    AnnounceClaims(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public Uni<Void> changedHands(SqlConnection transaction, List<PhoneNumber> dids) {
        return transaction.preparedQuery("select id from thread where did = any($1)")
                .execute(Tuple.of(dids.stream().map(PhoneNumber::value).toArray(String[]::new)))
                .chain(rows -> conversations.lock(transaction,
                        StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0))
                                .toList()))
                .invoke(found -> found.values().forEach(Conversation::changed))
                .chain(found -> conversations.save(transaction, found.values()));
    }
}
