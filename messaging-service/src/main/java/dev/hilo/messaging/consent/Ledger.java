package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.answer.Answers;
import dev.hilo.messaging.answer.NumberAnswers;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.keyword.Language;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The tables of consent: locks, what stands in them, and what a {@link Book} adds. */
@ApplicationScoped
class Ledger {

    /** Names the family of locks among all advisory locks of the database. */
    static final long LOCKS = 0x68696c6fL;

    private static final String LOCK = """
            select pg_advisory_xact_lock(k.key) from (
                select distinct hashtextextended(c, $2) as key from unnest($1::text[]) c order by 1) k
            """;

    /** A call under way: it began a moment ago, its answer is not yet recorded. */
    private static final String DEPARTING = """
            select exists (
                select from send_queue q join attempt a on a.message_id = q.message_id
                where q.external = any($1) and q.lease_until is not null and a.ended_at is null
                  and a.started_at between $2 and $3)
            """;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** How far the clocks of instances may be apart. */
    private static final Duration CLOCKS = Duration.ofMillis(100);

    private static final String PAGES = """
            select k.did, k.contact, n.state, n.sms_enabled, n.campaign_id, c.brand_id, h.confirmed_out,
                h.confirmed_in, h.helped, h.asked,
                array(select m.body from thread t join message m on m.thread_id = t.id
                    where t.did = k.did and t.external = k.contact and m.direction = '%s'
                    order by m.seq desc limit 10) as said
            from unnest($1::text[], $2::text[]) k(did, contact)
            left join number n on n.did = k.did
            left join campaign c on c.campaign_id = n.campaign_id
            left join lateral (
                select max(e.at) filter (where e.kind = 'OPT_OUT' and e.answer_id is not null) as confirmed_out,
                    max(e.at) filter (where e.kind = 'OPT_IN' and e.answer_id is not null) as confirmed_in,
                    max(e.at) filter (where e.kind = 'HELP' and e.answer_id is not null) as helped,
                    max(e.at) filter (where e.kind = 'ASKED') as asked
                from consent_entry e where e.contact = k.contact and e.did = k.did) h on true
            """.formatted(Direction.INBOUND);

    private static final String WISHES = "select * from opt_out where contact = any($1)";

    private static final String ENTER = """
            insert into consent_entry (id, contact, did, thread_id, campaign_id, brand_id, kind, channel, actor, word,
                language, text, message_id, reason, answer_id, answer_text, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """;

    private static final String TAKE_BACK = "delete from opt_out where contact = $1 and did = $2";

    private static final String PUT = """
            insert into opt_out (contact, did, asked, campaign_id, brand_id, since, message_id, entry_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (contact, did) do update set asked = excluded.asked, campaign_id = excluded.campaign_id,
                brand_id = excluded.brand_id, since = excluded.since, message_id = excluded.message_id,
                entry_id = excluded.entry_id
            """;

    private static final String SPREAD = "insert into consent_spread (contact, at) values ($1, $2)";

    private final Answers answers;
    private final Scopes scopes;
    private final ConsentConfig config;
    private final Conversations conversations;
    private final Ids ids;

    Ledger(Answers answers, Scopes scopes, ConsentConfig config, Conversations conversations, Ids ids) {
        this.answers = answers;
        this.scopes = scopes;
        this.config = config;
        this.conversations = conversations;
        this.ids = ids;
    }

    /** Nobody accepts or sends a text for these contacts until the transaction ends. */
    Uni<Void> lock(SqlConnection transaction, Collection<PhoneNumber> contacts) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(valuesOf(contacts), LOCKS)).replaceWithVoid();
    }

    /**
     * Under their locks: until no text for them is on its way to the carrier, within {@link ConsentConfig#departing}. One
     * that was claimed for a later moment is asked again before it leaves, so nobody waits for it here.
     */
    Uni<Void> departed(SqlConnection transaction, Collection<PhoneNumber> contacts) {
        return departed(transaction, contacts, conversations.now());
    }

    private Uni<Void> departed(SqlConnection transaction, Collection<PhoneNumber> contacts, Instant locked) {
        return transaction.preparedQuery(DEPARTING)
                .execute(Tuple.of(valuesOf(contacts), locked.minus(config.departing()).atOffset(ZoneOffset.UTC),
                        locked.plus(CLOCKS).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getBoolean(0)
                        && conversations.now().isBefore(locked.plus(config.departing())))
                .chain(departing -> departing
                        ? Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN)
                                .chain(() -> departed(transaction, contacts, locked))
                        : Uni.createFrom().voidItem());
    }

    /** Their pages; under their locks when something is to be written. */
    Uni<Book> open(SqlConnection transaction, Collection<ConversationKey> keys) {
        return open(transaction, keys, Map.of());
    }

    /** @param arriving what their contacts write in this transaction: it too shows their language */
    Uni<Book> open(SqlConnection transaction, Collection<ConversationKey> keys,
            Map<ConversationKey, List<String>> arriving) {
        var contacts = keys.stream().map(ConversationKey::contact).distinct().toList();
        return answers.of(transaction, keys.stream().map(ConversationKey::did).toList())
                .chain(spoken -> pages(transaction, keys, spoken, arriving))
                .chain(pages -> standings(transaction, contacts)
                        .map(standings -> new Book(scopes.at(conversations.now()), config, ids, pages, standings)));
    }

    Uni<Map<PhoneNumber, Standing>> standings(SqlClient connection, Collection<PhoneNumber> contacts) {
        return connection.preparedQuery(WISHES).execute(Tuple.of(valuesOf(contacts)))
                .map(rows -> stream(rows).map(Ledger::wishOf)
                        .collect(Collectors.groupingBy(Wish::contact, HashMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), Standing::new))));
    }

    /** After the conversations: a queued answer needs its message. */
    Uni<Void> save(SqlConnection transaction, Book book) {
        var now = conversations.now().atOffset(ZoneOffset.UTC);
        Uni<Void> saved = Conversations.batch(transaction, ENTER, book.entries().stream().map(Ledger::enter).toList())
                .chain(() -> Conversations.batch(transaction, TAKE_BACK, book.wishes().entrySet().stream()
                        .filter(wish -> wish.getValue().isEmpty())
                        .map(wish -> Tuple.of(wish.getKey().contact().value(), wish.getKey().did().value())).toList()))
                .chain(() -> Conversations.batch(transaction, PUT, book.wishes().values().stream()
                        .flatMap(wish -> wish.stream()).map(Ledger::put).toList()))
                .chain(() -> Conversations.batch(transaction, SPREAD, book.toldElsewhere().stream()
                        .map(contact -> Tuple.of(contact.value(), now)).toList()));
        for (var text : book.texts()) {
            saved = saved.chain(() -> Queue.add(transaction, text)).replaceWithVoid();
        }
        return saved;
    }

    private static Uni<Map<ConversationKey, Book.Page>> pages(SqlConnection transaction,
            Collection<ConversationKey> keys, Map<PhoneNumber, NumberAnswers> answers,
            Map<ConversationKey, List<String>> arriving) {
        return transaction.preparedQuery(PAGES)
                .execute(Tuple.of(keys.stream().map(key -> key.did().value()).toArray(String[]::new),
                        keys.stream().map(key -> key.contact().value()).toArray(String[]::new)))
                .map(rows -> stream(rows).collect(Collectors.toMap(Ledger::keyOf,
                        row -> pageOf(row, answers, arriving.getOrDefault(keyOf(row), List.of())))));
    }

    private static ConversationKey keyOf(Row row) {
        return new ConversationKey(new PhoneNumber(row.getString("did")), new PhoneNumber(row.getString("contact")));
    }

    private static Book.Page pageOf(Row row, Map<PhoneNumber, NumberAnswers> answers, List<String> arriving) {
        var sender = senderOf(row);
        var said = Stream.concat(Arrays.stream(row.getArrayOfStrings("said")), arriving.stream()).toList();
        return new Book.Page(sender, NumberRecord.State.ACTIVE.name().equals(row.getString("state"))
                && Boolean.TRUE.equals(row.getBoolean("sms_enabled")),
                Objects.requireNonNull(answers.get(sender.did()), "one for each"),
                instant(row, "confirmed_out"), instant(row, "confirmed_in"), instant(row, "helped"),
                instant(row, "asked"),
                Language.spokenIn(said).orElse(null));
    }

    static Sender senderOf(Row row) {
        return new Sender(new PhoneNumber(row.getString("did")), row.getString("campaign_id"),
                row.getString("brand_id"));
    }

    private static Wish wishOf(Row row) {
        return new Wish(new PhoneNumber(row.getString("contact")), senderOf(row),
                ThreadView.Asked.valueOf(row.getString("asked")), row.getOffsetDateTime("since").toInstant(),
                row.getUUID("message_id"), row.getUUID("entry_id"));
    }

    private static Tuple enter(Entry entry) {
        var answer = entry.answer();
        return Tuple.from(new @Nullable Object[]{entry.id(), entry.contact().value(), entry.sender().did().value(),
                entry.threadId(), entry.sender().campaignId(), entry.sender().brandId(), entry.kind().name(),
                entry.channel().name(), entry.actor(), entry.word(),
                entry.language() == null ? null : entry.language().wire(), entry.text(), entry.messageId(),
                entry.reason(), answer == null ? null : answer.id(), answer == null ? null : answer.body(),
                entry.at().atOffset(ZoneOffset.UTC)});
    }

    private static Tuple put(Wish wish) {
        return Tuple.from(new @Nullable Object[]{wish.contact().value(), wish.sender().did().value(),
                wish.asked().name(), wish.sender().campaignId(), wish.sender().brandId(),
                wish.since().atOffset(ZoneOffset.UTC), wish.messageId(), wish.entryId()});
    }

    static String[] valuesOf(Collection<PhoneNumber> numbers) {
        return numbers.stream().map(PhoneNumber::value).distinct().toArray(String[]::new);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
