package dev.hilo.messaging.pacing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The buckets' table. A transaction locks them last and all at once, in the order of the key, and writes them before it ends. */
@ApplicationScoped
public class Buckets {

    private static final String READ = "select key, next_free, day, used from pace_bucket where key = any($1)";

    private static final String LOCK = READ + " order by key for update";

    private static final String BEGIN = """
            insert into pace_bucket (key) select unnest($1::text[]) on conflict (key) do nothing
            """;

    private static final String WRITE = """
            update pace_bucket b set next_free = s.next_free, day = s.day, used = s.used
            from unnest($1::text[], $2::timestamptz[], $3::date[], $4::integer[]) s(key, next_free, day, used)
            where b.key = s.key
            """;

    private static final String GIVE_BACK = """
            update pace_bucket set used = greatest(0, used - $3) where key = $1 and day = $2
            """;

    /** A text that its day has counted and that was provably not sent. */
    public record Unsent(Route.Day day, int segments, Instant slot) {
    }

    private final Pool database;
    /** A bucket's row is never deleted. */
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    Buckets(Pool database) {
        this.database = database;
    }

    /** As they are, for a look at what could leave; whoever decides locks them. */
    public Uni<Pacer> read(SqlClient connection, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(new Pacer(Map.of()))
                : connection.preparedQuery(READ).execute(Tuple.of(sorted(keys))).map(Buckets::pacer);
    }

    public Uni<Pacer> read(Collection<String> keys) {
        return read(database, keys);
    }

    /**
     * Makes sure that these have a row, which {@link #lock} needs; not inside a transaction, so that locks are only ever
     * taken in one order.
     */
    public Uni<Void> begin(Collection<String> keys) {
        var missing = keys.stream().filter(key -> !begun.contains(key)).toList();
        return missing.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.preparedQuery(BEGIN).execute(Tuple.of(sorted(missing)))
                        .invoke(() -> begun.addAll(missing)).replaceWithVoid();
    }

    /** These, until the transaction ends. */
    public Uni<Pacer> lock(SqlConnection transaction, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(new Pacer(Map.of()))
                : transaction.preparedQuery(LOCK).execute(Tuple.of(sorted(keys))).map(Buckets::pacer);
    }

    /** What the rule has moved. */
    public Uni<Void> write(SqlConnection transaction, Pacer pacer) {
        var moved = pacer.moved();
        if (moved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var keys = moved.keySet().stream().sorted().toArray(String[]::new);
        var states = Arrays.stream(keys).map(moved::get).toList();
        return transaction.preparedQuery(WRITE).execute(Tuple.tuple()
                .addArrayOfString(keys)
                .addArrayOfOffsetDateTime(states.stream().map(state -> state.nextFree().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfLocalDate(states.stream().map(BucketState::day).toArray(LocalDate[]::new))
                .addArrayOfInteger(states.stream().map(BucketState::used).toArray(Integer[]::new)))
                .replaceWithVoid();
    }

    /** Their days have room again; the rates have not, since the moments are over. */
    public Uni<Void> giveBack(SqlConnection transaction, Collection<Unsent> texts) {
        var rows = texts.stream().filter(text -> text.day().limit().limited())
                .sorted(Comparator.comparing(text -> text.day().key()))
                .map(text -> Tuple.of(text.day().key(), text.day().at(text.slot()), text.segments())).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(GIVE_BACK).executeBatch(rows).replaceWithVoid();
    }

    private static String[] sorted(Collection<String> keys) {
        return new TreeSet<>(keys).toArray(String[]::new);
    }

    private static Pacer pacer(RowSet<Row> rows) {
        return new Pacer(StreamSupport.stream(rows.spliterator(), false).collect(Collectors.toMap(
                row -> row.getString("key"),
                row -> new BucketState(row.getOffsetDateTime("next_free").toInstant(), row.getLocalDate("day"),
                        row.getInteger("used")))));
    }
}
