package dev.hilo.messaging.reconcile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.carrier.CarrierRecord;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.receipt.ParkedReceipts;
import dev.hilo.messaging.receipt.Trail;
import dev.hilo.messaging.reconcile.RecordRule.Attempt;
import dev.hilo.messaging.reconcile.RecordRule.Text;
import dev.hilo.messaging.reconcile.RecordRule.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Applies what the carrier wrote down about texts of some conversations, in one transaction, forward only, under the lock
 * that answers and receipts take too. A record that was applied before does nothing, unless its receipt is new.
 */
@ApplicationScoped
class ApplyRecords {

    private static final Logger LOG = Logger.getLogger(ApplyRecords.class);

    private static final String AROUND = """
            m.thread_id = any($1) and m.direction = 'OUTBOUND' and exists (
                select from attempt a where a.message_id = m.id and a.started_at between $2 and $3)
            order by m.seq
            """;

    /** An attempt that was provably not taken can have no record. */
    private static final String ATTEMPTS = """
            select id, message_id, started_at, ref_id from attempt
            where message_id = any($1)
              and (outcome is null or (outcome not like 'refused%' and outcome not like 'not accepted%'))
            order by started_at, token
            """;

    private static final String ELSEWHERE = """
            select m.id, m.provider_msg_id as ref_id from message m where m.provider_msg_id = any($1)
            union
            select a.message_id, a.ref_id from attempt a where a.ref_id = any($1)
            union
            select r.message_id, r.ref_id from carrier_record r where r.ref_id = any($1) and r.message_id is not null
            """;

    private static final String REFER = "update attempt set ref_id = $2 where id = $1 and ref_id is null";

    private final Conversations conversations;
    private final ParkedReceipts parkedReceipts;
    private final ReconcileConfig config;
    private final RecordRule rule;

    ApplyRecords(Conversations conversations, ParkedReceipts parkedReceipts, ReconcileConfig config) {
        this.conversations = conversations;
        this.parkedReceipts = parkedReceipts;
        this.config = config;
        this.rule = new RecordRule(config.before(), config.after());
    }

    /** What the transaction looks at, all of it under the conversations' locks. */
    private record Seen(Map<UUID, Message> messages, Map<UUID, List<Attempt>> attempts,
            Map<String, Set<UUID>> references, Map<RecordRow.Key, RecordRow> stored) {
    }

    /** What it writes beside the messages. */
    private record Written(List<Tuple> rows, List<Tuple> references) {
    }

    /** @param records of any number of conversations */
    Uni<Void> apply(Collection<CarrierRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var byConversation = records.stream().distinct()
                .collect(Collectors.groupingBy(CarrierRecord::conversation));
        return conversations.change(transaction -> conversations.existing(transaction, byConversation.keySet())
                .chain(open -> look(transaction, records, open)
                        .chain(seen -> apply(transaction, byConversation, open, seen))));
    }

    private Uni<Seen> look(SqlConnection transaction, Collection<CarrierRecord> records,
            Map<ConversationKey, Conversation> open) {
        var times = records.stream().flatMap(record -> record.moments().stream()).toList();
        var from = times.stream().min(Instant::compareTo).orElseThrow().minus(config.after().multipliedBy(2));
        var until = times.stream().max(Instant::compareTo).orElseThrow().plus(config.before().multipliedBy(2));
        var refIds = records.stream().map(CarrierRecord::refId).filter(refId -> refId != null).toArray(String[]::new);
        var threads = open.values().stream().map(Conversation::id).toArray(UUID[]::new);
        return transaction.preparedQuery(ELSEWHERE).execute(Tuple.of(refIds)).chain(rows -> {
            Map<String, Set<UUID>> references = new HashMap<>();
            rows.forEach(row -> references.computeIfAbsent(row.getString("ref_id"), _ -> new HashSet<>())
                    .add(row.getUUID("id")));
            var referred = references.values().stream().flatMap(Set::stream).toList();
            return conversations.messages(transaction, referred)
                    .chain(known -> conversations.messages(transaction, AROUND, Tuple.of(threads,
                            from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC)))
                            .map(around -> {
                                Map<UUID, Message> messages = new HashMap<>();
                                known.forEach(message -> messages.put(message.id(), message));
                                around.forEach(message -> messages.put(message.id(), message));
                                return messages;
                            }))
                    .chain(messages -> attempts(transaction, messages.keySet())
                            .chain(attempts -> RecordRow.of(transaction, records)
                                    .map(stored -> new Seen(messages, attempts, references, stored))));
        });
    }

    private static Uni<Map<UUID, List<Attempt>>> attempts(SqlConnection transaction, Collection<UUID> messages) {
        return transaction.preparedQuery(ATTEMPTS).execute(Tuple.of(messages.toArray(UUID[]::new))).map(rows -> {
            Map<UUID, List<Attempt>> attempts = new HashMap<>();
            rows.forEach(row -> attempts.computeIfAbsent(row.getUUID("message_id"), _ -> new ArrayList<>())
                    .add(new Attempt(row.getUUID("id"), row.getOffsetDateTime("started_at").toInstant(),
                            row.getString("ref_id"))));
            return attempts;
        });
    }

    private Uni<Void> apply(SqlConnection transaction, Map<ConversationKey, List<CarrierRecord>> byConversation,
            Map<ConversationKey, Conversation> open, Seen seen) {
        var written = new Written(new ArrayList<>(), new ArrayList<>());
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var conversation : open.values()) {
            var records = byConversation.getOrDefault(conversation.key(), List.of());
            all = all.chain(() -> apply(transaction, conversation, records, seen, written));
        }
        return all.chain(() -> conversations.save(transaction, open.values()))
                .chain(() -> Conversations.batch(transaction, RecordRow.UPSERT, written.rows()))
                .chain(() -> Conversations.batch(transaction, REFER, written.references()));
    }

    private Uni<Void> apply(SqlConnection transaction, Conversation conversation, List<CarrierRecord> records,
            Seen seen, Written written) {
        var messages = seen.messages().values().stream()
                .filter(message -> message.threadId().equals(conversation.id()))
                .collect(Collectors.toMap(Message::id, Function.identity()));
        var texts = messages.values().stream().map(message -> text(message, seen)).toList();
        var elsewhere = seen.references().entrySet().stream()
                .filter(entry -> !messages.keySet().containsAll(entry.getValue()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var entry : rule.judge(records, texts, elsewhere).entrySet()) {
            var record = entry.getKey();
            var stored = seen.stored().get(RecordRow.Key.of(record));
            if (stored != null && stored.isAsNewAs(record)) {
                continue;
            }
            all = all.chain(() -> switch (entry.getValue()) {
                case Verdict.Current current -> take(transaction, conversation,
                        Objects.requireNonNull(messages.get(current.messageId()), "judged"), record, written);
                case Verdict.Taken taken -> {
                    written.references().add(Tuple.of(taken.attemptId(), record.refId()));
                    yield take(transaction, conversation,
                            Objects.requireNonNull(messages.get(taken.messageId()), "judged"), record, written);
                }
                case Verdict.Earlier earlier -> keep(record, earlier.messageId(), Trail.EARLIER, written);
                case Verdict.Ambiguous ambiguous -> {
                    written.rows().add(RecordRow.ambiguous(record, ambiguous.messageIds(), conversations.now()));
                    yield Uni.createFrom().voidItem();
                }
                case Verdict.NotOurs _ -> Uni.createFrom().voidItem();
            });
        }
        return all;
    }

    private static Text text(Message message, Seen seen) {
        return new Text(message.id(), message.status(), message.providerMsgId(), message.body(),
                !message.media().isEmpty(), seen.attempts().getOrDefault(message.id(), List.of()));
    }

    /** The carrier has the text: what was unconfirmed is sent, and a receipt beside it is applied like any other. */
    private Uni<Void> take(SqlConnection transaction, Conversation conversation, Message message, CarrierRecord record,
            Written written) {
        var settled = message.status() == MessageStatus.UNCONFIRMED;
        if (message.providerMsgId() == null) {
            conversation.refer(message, record.refId());
        }
        if (settled) {
            LOG.infof("message %s: the carrier's records have it", message.id());
            var _ = conversation.become(message, MessageStatus.SENT);
        }
        return parkedReceipts.apply(transaction, conversation, message)
                .chain(() -> keep(record, message.id(), effect(conversation, message, record, settled), written));
    }

    private static String effect(Conversation conversation, Message message, CarrierRecord record, boolean settled) {
        if (record.receipt().isEmpty()) {
            return settled ? "accepted" : "known";
        }
        var status = StatusText.read(record.receipt());
        if (status.isEmpty()) {
            LOG.warnf("message %s: the receipt in the carrier's record cannot be read", message.id());
            return settled ? "accepted" : "unreadable";
        }
        var effect = Trail.apply(conversation, message, status.get().stat(), status.get().err());
        return settled && effect.equals("trail") ? "accepted" : effect;
    }

    private Uni<Void> keep(CarrierRecord record, UUID messageId, String effect, Written written) {
        written.rows().add(RecordRow.kept(record, messageId, effect, conversations.now()));
        return Uni.createFrom().voidItem();
    }
}
