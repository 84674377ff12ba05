package dev.hilo.messaging.conversation;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.Topics;
import dev.hilo.platform.database.Columns;
import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Loads conversations under their locks and writes them back: a handful of statements, however many conversations.
 * Locks are taken in the order of the thread's id, whoever takes them, so no two transactions wait for each other.
 */
@ApplicationScoped
public class Conversations {

    private static final String OPEN = """
            insert into thread (id, did, external, last_message_at, display_name)
            select r.*, (
                select c.name from contact_number n join contact c on c.id = n.contact_id where n.number = r.external)
            from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as r(id, did, external, at)
            on conflict on constraint thread_of_two do nothing
            """;

    private static final String LOCK_BY_KEY = """
            select %s from thread t
            where (t.did, t.external) in (select * from unnest($1::text[], $2::text[]))
            order by t.id for update of t
            """.formatted(ThreadRow.COLUMNS);

    private static final String LOCK = """
            select %s from thread t where t.id = any($1) order by t.id for update of t
            """.formatted(ThreadRow.COLUMNS);

    private static final String PLAN_ONCE = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    private static final String MESSAGES = """
            select %s from message m where m.id = any($1) order by m.thread_id, m.seq
            """.formatted(MessageRow.COLUMNS);

    private final Pool database;
    private final Outbox outbox;
    private final Views views;
    private final Ids ids;
    private final Clock clock;

    Conversations(Pool database, Outbox outbox, Views views, Ids ids, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.views = views;
        this.ids = ids;
        this.clock = clock;
    }

    /** The time as PostgreSQL can hold it, so that what is read equals what was written. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** One transaction; its events are published as soon as it has committed. */
    @Step(transaction = true)
    public <T> Uni<T> change(Function<SqlConnection, Uni<T>> work) {
        return database.withTransaction(work).invoke(outbox::published);
    }

    /**
     * For the rest of this transaction statements are planned once and for all: those over whole arrays are the same for
     * any of them, and PostgreSQL would plan each anew as long as it takes that for cheaper.
     */
    public static Uni<Void> planOnce(SqlConnection transaction) {
        return transaction.preparedQuery(PLAN_ONCE).execute().replaceWithVoid();
    }

    /** The conversations of these keys, locked; those that did not exist are begun. */
    public Uni<Map<ConversationKey, Conversation>> open(SqlConnection transaction, Collection<ConversationKey> keys) {
        // In one order, as the locks: two transactions that begin the same conversations must not cross.
        var sorted = keys.stream().distinct()
                .sorted((a, b) -> a.wire().compareTo(b.wire())).toList();
        if (sorted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var at = now().atOffset(ZoneOffset.UTC);
        var rows = Tuple.tuple()
                .addArrayOfUUID(sorted.stream().map(_ -> ids.next()).toArray(UUID[]::new))
                .addArrayOfString(sorted.stream().map(key -> key.did().value()).toArray(String[]::new))
                .addArrayOfString(sorted.stream().map(key -> key.contact().value()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(sorted.stream().map(_ -> at).toArray(OffsetDateTime[]::new));
        return Uni.combine().all().unis(transaction.preparedQuery(OPEN).execute(rows), existing(transaction, sorted))
                .with((_, existing) -> existing);
    }

    /** As {@link #open}, but conversations that do not exist are absent. */
    public Uni<Map<ConversationKey, Conversation>> existing(SqlConnection transaction,
            Collection<ConversationKey> keys) {
        var pairs = Tuple.tuple()
                .addArrayOfString(keys.stream().map(key -> key.did().value()).toArray(String[]::new))
                .addArrayOfString(keys.stream().map(key -> key.contact().value()).toArray(String[]::new));
        return transaction.preparedQuery(LOCK_BY_KEY).execute(pairs)
                .map(rows -> conversationsOf(rows, Conversation::key));
    }

    /** The conversations with these ids, locked. */
    public Uni<Map<UUID, Conversation>> lock(SqlConnection transaction, Collection<UUID> threadIds) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(distinct(threadIds)))
                .map(rows -> conversationsOf(rows, Conversation::id));
    }

    /** The messages with these ids, as they stand; their conversations are locked already. */
    public Uni<List<Message>> messages(SqlConnection transaction, Collection<UUID> messageIds) {
        return transaction.preparedQuery(MESSAGES).execute(Tuple.of(distinct(messageIds))).map(Conversations::all);
    }

    /** Messages by a condition of the caller's, which knows the message as {@code m}. */
    public Uni<List<Message>> messages(SqlConnection transaction, String condition, Tuple parameters) {
        return transaction.preparedQuery("select " + MessageRow.COLUMNS + " from message m where " + condition)
                .execute(parameters).map(Conversations::all);
    }

    /** Writes what became of them, and their events, in order. */
    public Uni<Void> save(SqlConnection transaction, Collection<Conversation> conversations) {
        var touched = conversations.stream().filter(conversation -> !conversation.events().isEmpty()
                || !conversation.changedMessages().isEmpty()).toList();
        var added = touched.stream().flatMap(conversation -> conversation.added().stream()).toList();
        var changed = touched.stream().flatMap(conversation -> conversation.changedMessages().stream()).toList();
        var events = new Outbox.Batch();
        for (var conversation : touched) {
            for (var event : conversation.events()) {
                var _ = events.add(Topics.CONVERSATION_EVENTS, conversation.key().wire(), event);
            }
        }
        return inOneGo(List.of(
                all(transaction, MessageRow.INSERT, added.stream().map(MessageRow::insert).toList(),
                        MessageRow.INSERTED),
                all(transaction, MessageRow.UPDATE, changed.stream().map(MessageRow::update).toList(),
                        MessageRow.UPDATED),
                batch(transaction, MessageRow.UPDATE_BODY, changed.stream()
                        .filter(message -> message.reworded).map(MessageRow::updateBody).toList()),
                all(transaction, ThreadRow.UPDATE,
                        touched.stream().map(conversation -> conversation.row().update()).toList(),
                        ThreadRow.UPDATED),
                all(transaction, Reply.INSERT, touched.stream()
                        .flatMap(conversation -> conversation.replies().stream()).map(Reply::insert).toList(),
                        Reply.INSERTED),
                all(transaction, Resolution.INSERT, touched.stream()
                        .flatMap(conversation -> conversation.resolutions().stream()).map(Resolution::insert).toList(),
                        Resolution.INSERTED),
                outbox.append(transaction, events)));
    }

    /**
     * Statements of one transaction that need nothing of each other's answers: the connection sends them at once, and
     * PostgreSQL works through them in this order. When one fails, it fails with that one's reason, and those behind it
     * do nothing.
     */
    public static Uni<Void> inOneGo(List<Uni<Void>> statements) {
        return Uni.join().all(statements).andFailFast().replaceWithVoid();
    }

    /** One statement over many rows, which it takes as {@link Columns}; nothing for none. */
    public static Uni<Void> all(SqlConnection transaction, String sql, List<Tuple> rows, Class<?>... types) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(sql).execute(Columns.of(rows, types)).replaceWithVoid();
    }

    /** For few rows: a prepared statement once for each of them, in one round trip; nothing for none. */
    public static Uni<Void> batch(SqlConnection transaction, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    private <K> Map<K, Conversation> conversationsOf(RowSet<Row> rows, Function<Conversation, K> key) {
        var now = now();
        Map<K, Conversation> found = new LinkedHashMap<>();
        for (var row : rows) {
            var conversation = new Conversation(ThreadRow.of(row), now, views, ids);
            found.put(key.apply(conversation), conversation);
        }
        return found;
    }

    private static List<Message> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(MessageRow::of).toList();
    }

    private static UUID[] distinct(Collection<UUID> ids) {
        return ids.stream().distinct().toArray(UUID[]::new);
    }
}
