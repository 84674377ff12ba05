package dev.hilo.messaging.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Receipts that came before the answer of their send. They are applied in the transaction that records the answer,
 * under the same lock that parked them, so neither can miss the other.
 */
@ApplicationScoped
public class ParkedReceipts {

    private static final String PARKED = """
            select * from receipt where did = $1 and external = $2 and parked_until is not null
            order by received_at, id
            """;

    private static final String UNPARK = """
            update receipt set message_id = $2, effect = $3, parked_until = null where id = $1
            """;

    private final Correlation correlation;

    ParkedReceipts(ReceiptConfig config) {
        this.correlation = new Correlation(config.matchWindow());
    }

    /** The caller holds the conversation's lock and saves it afterwards. */
    public Uni<Void> apply(SqlConnection transaction, Conversation conversation, Message message) {
        return transaction.preparedQuery(PARKED)
                .execute(Tuple.of(conversation.key().did().value(), conversation.key().contact().value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ReceiptRow::of).toList())
                .chain(parked -> apply(transaction, conversation, message, parked));
    }

    private Uni<Void> apply(SqlConnection transaction, Conversation conversation, Message message,
            List<DeliveryReceipt> parked) {
        List<Tuple> unparked = new ArrayList<>();
        for (var receipt : parked) {
            if (correlation.isAbout(receipt, message)) {
                unparked.add(Tuple.of(receipt.id(), message.id(), Trail.hear(conversation, message, receipt, false)));
            }
        }
        return Conversations.batch(transaction, UNPARK, unparked);
    }
}
