package dev.hilo.messaging.inbound;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.consent.Hearing;
import dev.hilo.messaging.consent.Listen;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.PartsArrived;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Puts a batch of texts on their threads, in one transaction and a fixed number of statements: threads opened and
 * locked, what is already known loaded, {@link Intake} decides, {@link Hearing} hears what is new, all of it written
 * back. Idempotent by event id.
 */
@ApplicationScoped
public class StoreInbound {

    private static final String KNOWN = "select event_id from inbound_delivery where event_id = any($1)";

    private static final String KNOWN_REFERENCES = """
            select thread_id, ref_id, message_id from inbound_delivery
            where (thread_id, ref_id) in (select * from unnest($1::uuid[], $2::text[]))
            """;

    private static final String DELIVERED = """
            insert into inbound_delivery (event_id, delivery_id, message_id, thread_id, ref_id, counted, received_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String PART = """
            insert into media (id, message_id, thread_id, position, wording, state, source_url, next_attempt_at, created_at)
            values ($1, $2, $3, $4, $5, 'FETCHING', $6, $7, $7)
            """;

    private record Stored(Intake intake, Hearing hearing) {
    }

    private final Conversations conversations;
    private final Listen listen;
    private final InboundConfig config;
    private final Event<PartsArrived> partsArrived;

    StoreInbound(Conversations conversations, Listen listen, InboundConfig config,
            Event<PartsArrived> partsArrived) {
        this.conversations = conversations;
        this.listen = listen;
        this.config = config;
        this.partsArrived = partsArrived;
    }

    public Uni<Void> store(List<InboundMessage.Received> arrived) {
        var events = arrived.stream().map(StoreInbound::storable).toList();
        return conversations.change(transaction -> listen.to(transaction, textsOf(events))
                .chain(hearing -> store(transaction, events, hearing)))
                .invoke(stored -> {
                    listen.committed(stored.hearing());
                    if (!stored.intake().parts().isEmpty()) {
                        partsArrived.fire(new PartsArrived());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Stored> store(SqlConnection transaction, List<InboundMessage.Received> events, Hearing hearing) {
        return conversations.open(transaction, events.stream().map(InboundMessage.Received::conversation).toList())
                .chain(open -> intake(transaction, events, open)
                        .invoke(intake -> events
                                .forEach(event -> take(intake, event, conversationOf(event, open), hearing)))
                        .call(() -> conversations.save(transaction, open.values()))
                        .call(intake -> write(transaction, intake)))
                .call(() -> hearing.save(transaction))
                .map(intake -> new Stored(intake, hearing));
    }

    private static void take(Intake intake, InboundMessage.Received event, Conversation conversation,
            Hearing hearing) {
        var taken = intake.take(event, conversation);
        if (taken != null && taken.again()) {
            hearing.hearAgain(conversation, taken.message(), event.text(), event.occurredAt());
        } else if (taken != null) {
            hearing.hear(conversation, taken.message(), event.text());
        }
    }

    private static List<Listen.Text> textsOf(List<InboundMessage.Received> events) {
        return events.stream()
                .map(event -> new Listen.Text(event.conversation(), event.text(), event.occurredAt())).toList();
    }

    private Uni<Intake> intake(SqlConnection transaction, List<InboundMessage.Received> events,
            Map<ConversationKey, Conversation> open) {
        return known(transaction, events).chain(known -> sameTexts(transaction, events, open)
                .map(recent -> new Intake(config.foldWindow(), known, recent))
                .call(intake -> knowReferences(transaction, intake, events, open)));
    }

    private static Uni<Set<UUID>> known(SqlConnection transaction, List<InboundMessage.Received> events) {
        var ids = events.stream().map(InboundMessage.Received::id).toArray(UUID[]::new);
        return transaction.preparedQuery(KNOWN).execute(Tuple.of(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0))
                        .collect(Collectors.toSet()));
    }

    private Uni<List<Message>> sameTexts(SqlConnection transaction, List<InboundMessage.Received> events,
            Map<ConversationKey, Conversation> open) {
        var threads = open.values().stream().map(Conversation::id).toArray(UUID[]::new);
        var fingerprints = events.stream().map(Fingerprint::of).distinct().toArray(String[]::new);
        var oldest = events.stream().map(InboundMessage.Received::occurredAt).min(Comparator.naturalOrder())
                .orElseThrow();
        return conversations.messages(transaction,
                """
                        m.thread_id = any($1) and m.fingerprint = any($2) and m.created_at >= $3
                        order by m.thread_id, m.seq""",
                Tuple.of(threads, fingerprints, oldest.minus(config.foldWindow()).atOffset(ZoneOffset.UTC)));
    }

    private Uni<Void> knowReferences(SqlConnection transaction, Intake intake, List<InboundMessage.Received> events,
            Map<ConversationKey, Conversation> open) {
        var referring = events.stream().filter(event -> event.refId() != null).toList();
        if (referring.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var pairs = Tuple.tuple()
                .addArrayOfUUID(referring.stream().map(event -> conversationOf(event, open).id())
                        .toArray(UUID[]::new))
                .addArrayOfString(referring.stream().map(InboundMessage.Received::refId).toArray(String[]::new));
        return transaction.preparedQuery(KNOWN_REFERENCES).execute(pairs)
                .chain(rows -> conversations
                        .messages(transaction, StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("message_id")).toList())
                        .map(messages -> messages.stream().collect(Collectors.toMap(Message::id, Function.identity())))
                        .invoke(messages -> rows.forEach(row -> know(intake, row, messages))))
                .replaceWithVoid();
    }

    private static void know(Intake intake, Row row, Map<UUID, Message> messages) {
        var message = messages.get(row.getUUID("message_id"));
        if (message != null) {
            intake.knowReference(row.getUUID("thread_id"), row.getString("ref_id"), message);
        }
    }

    private static Uni<Void> write(SqlConnection transaction, Intake intake) {
        return Conversations.batch(transaction, DELIVERED, intake.deliveries().stream()
                .map(delivery -> Tuple.from(new Object[]{delivery.event().id(), delivery.event().deliveryId(),
                        delivery.message().id(), delivery.message().threadId(), delivery.event().refId(),
                        delivery.counted(), delivery.event().occurredAt().atOffset(ZoneOffset.UTC)}))
                .toList())
                .chain(() -> Conversations.batch(transaction, PART, intake.parts().stream()
                        .map(part -> Tuple.from(new Object[]{part.id(), part.message().id(), part.message().threadId(),
                                part.position(), part.wording(), part.url(),
                                part.message().createdAt().atOffset(ZoneOffset.UTC)}))
                        .toList()));
    }

    private static Conversation conversationOf(InboundMessage.Received event,
            Map<ConversationKey, Conversation> open) {
        return Objects.requireNonNull(open.get(event.conversation()), "opened above");
    }

    /** PostgreSQL keeps microseconds, and no NUL inside a text. */
    private static InboundMessage.Received storable(InboundMessage.Received event) {
        return new InboundMessage.Received(event.id(), event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                event.deliveryId(), event.did(), event.contact(), event.participants(),
                event.text().replace("\u0000", ""), event.media(), event.refId());
    }
}
