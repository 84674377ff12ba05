package dev.hilo.messaging.receipt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.inbound.StoreInbound;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Applies a batch of receipts in one transaction. Each is kept, whatever it does: applied, parked, or only in the
 * trail. What turns out to be a person's text, since nobody marked it and nothing sent fits, goes the way of texts.
 */
@ApplicationScoped
class ApplyReceipts {

    private static final String KNOWN = "select id from receipt where id = any($1)";

    private static final String REFERRED = """
            select m.id, m.provider_msg_id as ref_id from message m where m.provider_msg_id = any($1)
            union
            select m.id, a.ref_id from attempt a join message m on m.id = a.message_id
            where a.ref_id = any($1)
            """;

    private static final String THREADS = """
            select id from thread where (did, external) in (select * from unnest($1::text[], $2::text[]))
            """;

    private static final String SENT = "m.thread_id = any($1) and m.direction = '" + Direction.OUTBOUND
            + "' and m.updated_at >= $2 order by m.thread_id, m.seq";

    /** A message that once had this reference. */
    private record Reference(UUID messageId, String refId) {
    }

    private final Conversations conversations;
    private final StoreInbound inbound;
    private final ReceiptConfig config;
    private final Correlation correlation;

    ApplyReceipts(Conversations conversations, StoreInbound inbound, ReceiptConfig config) {
        this.conversations = conversations;
        this.inbound = inbound;
        this.config = config;
        this.correlation = new Correlation(config.matchWindow());
    }

    Uni<Void> apply(List<DeliveryReceipt> arrived) {
        var receipts = arrived.stream().map(ApplyReceipts::storable).toList();
        // References are read under the lock: one that the answer's transaction is just writing must not be missed, or
        // its receipt would be parked after that transaction has looked for parked ones.
        return conversations.change(transaction -> threads(transaction, receipts)
                .chain(threads -> conversations.lock(transaction, threads))
                .chain(open -> references(transaction, receipts)
                        .chain(references -> apply(transaction, receipts, references, open))))
                .chain(texts -> texts.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : inbound.store(texts.stream().map(ApplyReceipts::asText).toList()));
    }

    private Uni<List<DeliveryReceipt>> apply(SqlConnection transaction, List<DeliveryReceipt> receipts,
            Set<Reference> references, Map<UUID, Conversation> open) {
        return known(transaction, receipts)
                .chain(known -> messages(transaction, receipts, references, open)
                        .chain(messages -> apply(transaction, receipts, known, references, open, messages)));
    }

    private Uni<List<DeliveryReceipt>> apply(SqlConnection transaction, List<DeliveryReceipt> receipts,
            Set<UUID> known, Set<Reference> references, Map<UUID, Conversation> open, Map<UUID, Message> messages) {
        List<Tuple> rows = new ArrayList<>();
        List<DeliveryReceipt> texts = new ArrayList<>();
        var byConversation = messages.values().stream().sorted(Comparator.comparingLong(Message::seq))
                .collect(Collectors.groupingBy(Message::key));
        for (var receipt : receipts) {
            if (!known.add(receipt.id())) {
                continue;
            }
            var sent = byConversation.getOrDefault(receipt.conversation(), List.of());
            // Asked anew for each: the receipt before it may have given the message its reference.
            var referred = sent.stream().filter(message -> has(message, receipt.refId(), references)).findFirst()
                    .orElse(null);
            switch (correlation.match(receipt, referred, sent)) {
                case Correlation.Match.Of(var message) -> {
                    var conversation = open.get(message.threadId());
                    if (conversation != null) {
                        rows.add(ReceiptRow.insert(receipt, message.id(),
                                Trail.hear(conversation, message, receipt, message.equals(referred)), null));
                    }
                }
                case Correlation.Match.Early _ ->
                    rows.add(ReceiptRow.insert(receipt, null, Trail.PARKED, config.parked()));
                case Correlation.Match.NotAReceipt _ -> texts.add(receipt);
            }
        }
        return conversations.save(transaction, open.values())
                .chain(() -> Conversations.all(transaction, ReceiptRow.INSERT, rows, ReceiptRow.INSERTED))
                .replaceWith(texts);
    }

    private static boolean has(Message message, @Nullable String refId, Set<Reference> references) {
        return refId != null && (refId.equals(message.providerMsgId())
                || references.contains(new Reference(message.id(), refId)));
    }

    private static Uni<Set<UUID>> known(SqlConnection transaction, List<DeliveryReceipt> receipts) {
        return transaction.preparedQuery(KNOWN)
                .execute(Tuple.of(receipts.stream().map(DeliveryReceipt::id).toArray(UUID[]::new)))
                .map(rows -> {
                    Set<UUID> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return ids;
                });
    }

    private static Uni<Set<Reference>> references(SqlConnection transaction, List<DeliveryReceipt> receipts) {
        var refIds = receipts.stream().map(DeliveryReceipt::refId).filter(refId -> refId != null).distinct()
                .toArray(String[]::new);
        return transaction.preparedQuery(REFERRED).execute(Tuple.of(refIds))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> new Reference(
                        row.getUUID("id"), row.getString("ref_id"))).collect(Collectors.toSet()));
    }

    /** Those of the receipts' conversations: a reference of another one is not believed. */
    private static Uni<List<UUID>> threads(SqlConnection transaction, List<DeliveryReceipt> receipts) {
        var pairs = Tuple.tuple()
                .addArrayOfString(receipts.stream().map(receipt -> receipt.did().value()).toArray(String[]::new))
                .addArrayOfString(receipts.stream().map(receipt -> receipt.contact().value())
                        .toArray(String[]::new));
        return transaction.preparedQuery(THREADS).execute(pairs)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList());
    }

    private Uni<Map<UUID, Message>> messages(SqlConnection transaction, List<DeliveryReceipt> receipts,
            Set<Reference> references, Map<UUID, Conversation> open) {
        var since = receipts.stream().map(DeliveryReceipt::occurredAt).min(Instant::compareTo).orElseThrow()
                .minus(config.matchWindow());
        return conversations.messages(transaction, references.stream().map(Reference::messageId).toList())
                .chain(referred -> conversations
                        .messages(transaction, SENT, Tuple.of(open.keySet().toArray(UUID[]::new),
                                since.atOffset(ZoneOffset.UTC)))
                        .map(sent -> {
                            Map<UUID, Message> byId = new HashMap<>();
                            sent.forEach(message -> byId.put(message.id(), message));
                            referred.forEach(message -> byId.putIfAbsent(message.id(), message));
                            return byId;
                        }));
    }

    private static DeliveryReceipt storable(DeliveryReceipt receipt) {
        return new DeliveryReceipt(receipt.id(), receipt.occurredAt().truncatedTo(ChronoUnit.MICROS),
                receipt.deliveryId(), receipt.did(), receipt.contact(), receipt.refId(), receipt.stat(), receipt.err(),
                receipt.textPrefix(), receipt.flagged(), receipt.text());
    }

    private static InboundMessage.Received asText(DeliveryReceipt receipt) {
        return new InboundMessage.Received(receipt.id(), receipt.occurredAt(), receipt.deliveryId(), receipt.did(),
                receipt.contact(), List.of(), receipt.text(), List.of(), receipt.refId());
    }
}
