package dev.hilo.messaging.inbound;

import java.time.OffsetDateTime;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
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
import org.jspecify.annotations.Nullable;

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
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bool[],
                $7::timestamptz[])
            """;

    private static final String PART = """
            insert into media (id, message_id, thread_id, position, wording, state, source_url, next_attempt_at, created_at)
            select r.id, r.message_id, r.thread_id, r.position, r.wording, 'FETCHING', r.url, r.at, r.at
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::bool[], $6::text[], $7::timestamptz[])
                as r(id, message_id, thread_id, position, wording, url, at)
            """;

    /** Where deliveries that are read again stand, with what they were taken for. */
    private static final String READINGS = """
            select d.event_id, d.delivery_id, d.counted, d.message_id, d.thread_id, t.did, t.external,
                (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'wording', p.wording,
                    'url', p.source_url)) from media p
                 where p.message_id = d.message_id and p.correction_id is null) as parts
            from inbound_delivery d join thread t on t.id = d.thread_id
            where d.delivery_id = any($1)
            """;

    private static final String CORRECTED = """
            insert into correction (id, message_id, event_id, at, body, moved_to) values ($1, $2, $3, $4, $5, $6)
            """;

    private static final String DROPPED = """
            update media set correction_id = $2, next_attempt_at = null where id = $1
            """;

    private static final String KEPT = "update media set position = $2 where id = $1";

    private static final String MOVED = """
            update inbound_delivery set message_id = $2, thread_id = $3 where event_id = $1
            """;

    private static final String SAME_TEXTS = """
            m.thread_id = any(array(select t.id from thread t
                where (t.did, t.external) in (select * from unnest($1::text[], $2::text[]))))
            and m.fingerprint = any($3) and m.created_at >= $4
            order by m.thread_id, m.seq""";

    private record Locked(Map<ConversationKey, Conversation> open, Intake intake) {
    }

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
        return elsewhere(transaction, events)
                .chain(elsewhere -> intake(transaction, events, elsewhere))
                .invoke(locked -> events.forEach(
                        event -> take(locked.intake(), event, conversationOf(event, locked.open()), hearing)))
                .call(locked -> Conversations.inOneGo(List.of(conversations.save(transaction, locked.open().values()),
                        write(transaction, locked.intake()), hearing.save(transaction))))
                .map(locked -> new Stored(locked.intake(), hearing));
    }

    /** Conversations in which a delivery that is read again stands now: to be locked with the others, in one order. */
    private static Uni<List<ConversationKey>> elsewhere(SqlConnection transaction,
            List<InboundMessage.Received> events) {
        return readings(transaction, events).map(rows -> rows.stream().map(StoreInbound::keyOf).toList());
    }

    private static Uni<List<Row>> readings(SqlConnection transaction, List<InboundMessage.Received> events) {
        var deliveries = events.stream().filter(InboundMessage.Received::wasReadAgain)
                .map(InboundMessage.Received::deliveryId).distinct().toArray(UUID[]::new);
        return deliveries.length == 0
                ? Uni.createFrom().item(List.of())
                : transaction.preparedQuery(READINGS).execute(Tuple.of(deliveries))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static ConversationKey keyOf(Row row) {
        return new ConversationKey(new PhoneNumber(row.getString("did")), new PhoneNumber(row.getString("external")));
    }

    private static void take(Intake intake, InboundMessage.Received event, Conversation conversation,
            Hearing hearing) {
        var taken = intake.take(event, conversation);
        if (taken == null) {
            return;
        }
        switch (taken.news()) {
            case AGAIN -> hearing.hearAgain(conversation, taken.message(), event.text(), event.occurredAt());
            case NEW, REWORDED -> hearing.hear(conversation, taken.message(), event.text());
        }
    }

    private static List<Listen.Text> textsOf(List<InboundMessage.Received> events) {
        return events.stream()
                .map(event -> new Listen.Text(event.conversation(), event.text(), event.occurredAt())).toList();
    }

    /** The locks and what can be asked for without their answer go out in one go; PostgreSQL answers behind the locks. */
    private Uni<Locked> intake(SqlConnection transaction, List<InboundMessage.Received> events,
            List<ConversationKey> elsewhere) {
        var keys = Stream.concat(elsewhere.stream(), events.stream().map(InboundMessage.Received::conversation))
                .toList();
        return Uni.combine().all().unis(Conversations.planOnce(transaction), conversations.open(transaction, keys),
                known(transaction, events), sameTexts(transaction, events)).asTuple()
                .map(asked -> new Locked(asked.getItem2(),
                        new Intake(config.foldWindow(), asked.getItem3(), asked.getItem4())))
                .call(locked -> knowReferences(transaction, locked.intake(), events, locked.open()))
                .call(locked -> knowReadings(transaction, locked.intake(), events, locked.open()));
    }

    /** Asked again under the locks. One that has just moved to a conversation that is not locked comes again. */
    private Uni<Void> knowReadings(SqlConnection transaction, Intake intake, List<InboundMessage.Received> events,
            Map<ConversationKey, Conversation> open) {
        return readings(transaction, events).chain(rows -> rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : conversations.messages(transaction, rows.stream().map(row -> row.getUUID("message_id")).toList())
                        .map(messages -> messages.stream().collect(Collectors.toMap(Message::id, Function.identity())))
                        .invoke(messages -> rows.forEach(row -> intake.knowReading(readingOf(row, messages),
                                Objects.requireNonNull(open.get(keyOf(row)), "locked with the others"))))
                        .replaceWithVoid());
    }

    private static ReadBefore readingOf(Row row, Map<UUID, Message> messages) {
        var parts = row.getJsonArray("parts");
        return new ReadBefore(row.getUUID("event_id"), row.getUUID("delivery_id"), row.getBoolean("counted"),
                Objects.requireNonNull(messages.get(row.getUUID("message_id")), "referenced"),
                parts == null
                        ? List.of()
                        : IntStream.range(0, parts.size()).mapToObj(parts::getJsonObject)
                                .map(part -> new ReadBefore.Stored(UUID.fromString(part.getString("id")),
                                        part.getInteger("position"), part.getBoolean("wording"),
                                        part.getString("url")))
                                .toList());
    }

    private static Uni<Set<UUID>> known(SqlConnection transaction, List<InboundMessage.Received> events) {
        var ids = events.stream().map(InboundMessage.Received::id).toArray(UUID[]::new);
        return transaction.preparedQuery(KNOWN).execute(Tuple.of(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0))
                        .collect(Collectors.toSet()));
    }

    private Uni<List<Message>> sameTexts(SqlConnection transaction, List<InboundMessage.Received> events) {
        var dids = events.stream().map(event -> event.did().value()).toArray(String[]::new);
        var contacts = events.stream().map(event -> event.contact().value()).toArray(String[]::new);
        var fingerprints = events.stream().map(Fingerprint::of).distinct().toArray(String[]::new);
        var oldest = events.stream().map(InboundMessage.Received::occurredAt).min(Comparator.naturalOrder())
                .orElseThrow();
        return conversations.messages(transaction, SAME_TEXTS, Tuple.of(dids, contacts, fingerprints,
                oldest.minus(config.foldWindow()).atOffset(ZoneOffset.UTC)));
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

    private Uni<Void> write(SqlConnection transaction, Intake intake) {
        return writeNew(transaction, intake).chain(() -> writeCorrections(transaction, intake.corrections()));
    }

    private Uni<Void> writeCorrections(SqlConnection transaction, List<Correction> corrections) {
        var at = conversations.now().atOffset(ZoneOffset.UTC);
        return Conversations.batch(transaction, CORRECTED, corrections.stream()
                .map(correction -> Tuple.from(new @Nullable Object[]{correction.id(), correction.message().id(),
                        correction.eventId(), at, correction.before(), idOf(correction.movedTo())}))
                .toList())
                .chain(() -> Conversations.batch(transaction, DROPPED, corrections.stream()
                        .flatMap(correction -> correction.dropped().stream()
                                .map(part -> Tuple.of(part, correction.id())))
                        .toList()))
                .chain(() -> Conversations.batch(transaction, KEPT, corrections.stream()
                        .flatMap(correction -> correction.kept().stream())
                        .map(kept -> Tuple.of(kept.part(), kept.position())).toList()))
                .chain(() -> Conversations.batch(transaction, MOVED, corrections.stream()
                        .flatMap(correction -> Stream.ofNullable(correction.movedTo())
                                .map(message -> Tuple.of(correction.eventId(), message.id(), message.threadId())))
                        .toList()));
    }

    private static @Nullable UUID idOf(@Nullable Message message) {
        return message == null ? null : message.id();
    }

    private static Uni<Void> writeNew(SqlConnection transaction, Intake intake) {
        return Conversations.inOneGo(List.of(
                Conversations.all(transaction, DELIVERED, intake.deliveries().stream()
                        .map(delivery -> Tuple.from(new Object[]{delivery.event().id(), delivery.event().deliveryId(),
                                delivery.message().id(), delivery.message().threadId(), delivery.event().refId(),
                                delivery.counted(), delivery.event().occurredAt().atOffset(ZoneOffset.UTC)}))
                        .toList(), UUID.class, UUID.class, UUID.class, UUID.class, String.class, Boolean.class,
                        OffsetDateTime.class),
                Conversations.all(transaction, PART, intake.parts().stream()
                        .map(part -> Tuple.from(new Object[]{part.id(), part.message().id(), part.message().threadId(),
                                part.position(), part.wording(), part.url(),
                                part.message().createdAt().atOffset(ZoneOffset.UTC)}))
                        .toList(), UUID.class, UUID.class, UUID.class, Integer.class, Boolean.class, String.class,
                        OffsetDateTime.class)));
    }

    private static Conversation conversationOf(InboundMessage.Received event,
            Map<ConversationKey, Conversation> open) {
        return Objects.requireNonNull(open.get(event.conversation()), "opened above");
    }

    /** PostgreSQL keeps microseconds, and no NUL inside a text. */
    private static InboundMessage.Received storable(InboundMessage.Received event) {
        return new InboundMessage.Received(event.id(), event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                event.deliveryId(), event.did(), event.contact(), event.participants(),
                event.text().replace("\u0000", ""), event.media(), event.refId(), event.reread());
    }
}
