package dev.hilo.messaging.consent;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.conversation.Spread;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.Queue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Tells a contact's other threads and waiting texts what they asked for, right after it was taken down, so that screens
 * show the truth. The work is a row of the transaction that made it necessary; whoever dies, another goes on. The gate
 * does not wait for any of it.
 */
@ApplicationScoped
class SpreadConsent {

    /** Texts that fail in one transaction: none of them holds its threads for long. */
    private static final int AT_ONCE = 200;

    private static final String WORK = """
            select id, contact, told_up_to from consent_spread order by id limit 1 for update skip locked
            """;

    private static final String GO_ON = "update consent_spread set told_up_to = $2 where id = $1";

    private static final String DONE = "delete from consent_spread where id = $1";

    /** What a worker has claimed it judges itself. */
    private static final String WAITING = """
            select message_id, did from send_queue
            where external = $1 and lease_until is null and passage = '%s' and message_id > $2
            order by message_id limit %d for update skip locked
            """.formatted(Passage.ORDINARY, AT_ONCE);

    private static final String RELEASE = """
            update send_queue set next_attempt_at = least(next_attempt_at, greatest(send_at, $2)),
                waiting_for = case when send_at > $2 then 'SCHEDULED' else 'TURN' end
            where message_id = any($1) and waiting_for = 'CONSENT'
            """;

    private static final String THREADS = """
            select t.id, t.did, n.campaign_id, c.brand_id from thread t
            left join number n on n.did = t.did
            left join campaign c on c.campaign_id = n.campaign_id
            where t.external = $1
            """;

    /** @param toldUpTo the last text that was looked at */
    private record Work(long id, PhoneNumber contact, UUID toldUpTo) {
    }

    private record Waiting(UUID messageId, PhoneNumber did) {
    }

    private record Place(UUID thread, Sender sender) {
    }

    private final Conversations conversations;
    private final Ledger ledger;
    private final Gate gate;
    private final Scopes scopes;
    private final ConsentConfig config;
    private final Vertx vertx;
    private final Spread spread;

    SpreadConsent(Conversations conversations, Ledger ledger, Gate gate, Scopes scopes, ConsentConfig config,
            Vertx vertx) {
        this.conversations = conversations;
        this.ledger = ledger;
        this.gate = gate;
        this.scopes = scopes;
        this.config = config;
        this.vertx = vertx;
        this.spread = new Spread("their contact's wish", this::one);
    }

    void start(@Observes StartupEvent started) {
        spread.start(vertx, config.poll());
    }

    void stop(@Observes ShutdownEvent stopping) {
        spread.stop();
    }

    void wake() {
        spread.wake();
    }

    /** @return whether there was anything to do */
    private Uni<Boolean> one() {
        return conversations.change(transaction -> transaction.query(WORK).execute().chain(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(false);
            }
            var row = rows.iterator().next();
            return tell(transaction, new Work(row.getLong("id"), new PhoneNumber(row.getString("contact")),
                    row.getUUID("told_up_to")))
                    .replaceWith(true);
        }));
    }

    /** Queue rows, then the contact's lock, then threads: the order of everybody. */
    private Uni<Void> tell(SqlConnection transaction, Work work) {
        return waiting(transaction, work)
                .chain(waiting -> gate.hold(transaction, List.of(work.contact()))
                        .chain(() -> gate.verdicts(transaction, waiting.stream()
                                .map(text -> new Gate.Departing(text.messageId(), text.did(), work.contact(),
                                        Passage.ORDINARY, false))
                                .toList()))
                        .chain(verdicts -> settle(transaction, work, waiting, verdicts)));
    }

    private static Uni<List<Waiting>> waiting(SqlConnection transaction, Work work) {
        return transaction.preparedQuery(WAITING).execute(Tuple.of(work.contact().value(), work.toldUpTo()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Waiting(row.getUUID("message_id"), new PhoneNumber(row.getString("did"))))
                        .toList());
    }

    private Uni<Void> settle(SqlConnection transaction, Work work, List<Waiting> waiting,
            Map<UUID, Verdict> verdicts) {
        var silenced = waiting.stream().map(Waiting::messageId)
                .filter(id -> verdicts.get(id) instanceof Verdict.Silenced).toList();
        var free = waiting.stream().map(Waiting::messageId)
                .filter(id -> verdicts.get(id) instanceof Verdict.Passes).toArray(UUID[]::new);
        return places(transaction, work.contact())
                .chain(places -> conversations.lock(transaction, places.stream().map(Place::thread).toList())
                        .chain(open -> ledger.standings(transaction, List.of(work.contact()))
                                .invoke(standings -> mark(work.contact(), places, open, standings))
                                .chain(() -> conversations.messages(transaction, silenced))
                                .invoke(messages -> messages.forEach(message -> fail(open, message)))
                                .chain(() -> conversations.save(transaction, open.values()))))
                .chain(() -> Queue.remove(transaction, silenced))
                .chain(() -> release(transaction, free))
                .chain(() -> waiting.size() < AT_ONCE
                        ? transaction.preparedQuery(DONE).execute(Tuple.of(work.id()))
                        : transaction.preparedQuery(GO_ON)
                                .execute(Tuple.of(work.id(), waiting.getLast().messageId())))
                .replaceWithVoid();
    }

    private static Uni<List<Place>> places(SqlConnection transaction, PhoneNumber contact) {
        return transaction.preparedQuery(THREADS).execute(Tuple.of(contact.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Place(row.getUUID("id"), Ledger.senderOf(row))).toList());
    }

    private void mark(PhoneNumber contact, List<Place> places, Map<UUID, Conversation> open,
            Map<PhoneNumber, Standing> standings) {
        var scope = scopes.at(conversations.now());
        var standing = standings.getOrDefault(contact, new Standing(List.of()));
        for (var place : places) {
            var conversation = Objects.requireNonNull(open.get(place.thread()), "locked");
            var wish = standing.concerning(place.sender(), scope);
            if (conversation.consent(wish.map(found -> found.in(place.sender().did())).orElse(null))) {
                conversation.changed();
            }
        }
    }

    private static void fail(Map<UUID, Conversation> open, Message message) {
        var conversation = Objects.requireNonNull(open.get(message.threadId()), "a thread of the contact");
        var _ = conversation.become(message, MessageStatus.FAILED, "opted-out", null);
    }

    private Uni<Void> release(SqlConnection transaction, UUID[] messageIds) {
        return messageIds.length == 0
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(RELEASE)
                        .execute(Tuple.of(messageIds, conversations.now().atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }
}
