package dev.hilo.messaging.thread;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.ThreadRow;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.platform.database.Migrate;
import dev.hilo.platform.testing.PostgresForTests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages and counts over many conversations, in a database of their own. Prints what it measured; with
 * {@code -Dhilo.scale.threads=100000} over a hundred thousand.
 */
class ListAtScaleTest {

    private static final int THREADS = Integer.getInteger("hilo.scale.threads", 20_000);
    private static final int NUMBERS = 20;
    private static final int LIMIT = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What is promised for a hundred thousand on a machine that does nothing else. */
    private static final Duration PROMISED = Duration.ofMillis(50);
    /** Whoever builds may do much else meanwhile. */
    private static final Duration TOLERATED = PROMISED.multipliedBy(Integer.getInteger("hilo.scale.patience", 8));

    /** Everybody has read nearly everything to its end: the dearest that it can be. */
    private static final String READ = """
            insert into read_mark (user_name, thread_id, read_seq, read_inbound, read_at)
            select u, id, 19, inbound_count - (hashtext(u || external) % 25 = 0)::int, now()
            from thread, unnest(array['ana', 'leo', 'agent1', 'agent2']) u where hashtext(external || u) % 20 <> 0
            """;

    private static final ThreadScope ANY = new ThreadScope(Set.of(), Set.of(), null, null);

    private static Vertx vertx;
    private static Pool pool;
    private static CountThreads countThreads;
    private static Visibility half;
    private static Visibility many;

    @BeforeAll
    static void fill() throws SQLException {
        var postgres = PostgresForTests.postgres();
        sql(PostgresForTests.jdbcUrl(), "drop database if exists lists", "create database lists");
        var url = postgres.getJdbcUrl("postgres", "lists");
        Migrate.run(url, "postgres", "postgres", "classpath:db/migration");
        sql(url, "select setseed(0.5)", threads(), READ, "vacuum analyze thread",
                "vacuum analyze read_mark");
        vertx = Vertx.vertx();
        // One connection, so that what the database plans for a statement it has seen often is measured too.
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(1)).using(vertx)
                .connectingTo(new PgConnectOptions().setPort(postgres.getPort()).setHost("127.0.0.1")
                        .setDatabase("lists").setUser("postgres").setPassword("postgres")
                        .setCachePreparedStatements(true))
                .build();
        countThreads = new CountThreads(pool, null);
        half = numbers(IntStream.range(0, NUMBERS).filter(n -> n % 2 == 0));
        many = numbers(IntStream.range(0, 4 * NUMBERS));
    }

    private static Visibility numbers(IntStream numbers) {
        return new Visibility.Only(numbers.mapToObj(n -> new PhoneNumber("+1786" + (5_550_001 + n)))
                .collect(Collectors.toSet()));
    }

    @AfterAll
    static void leave() throws SQLException {
        wait(pool.close());
        wait(vertx.close());
        sql(PostgresForTests.jdbcUrl(), "drop database lists");
    }

    @Test
    void everyPageIsThereAtOnce() {
        for (var visible : List.of(new Visibility.Everything(), half)) {
            for (var filter : ThreadFilter.values()) {
                page(visible, ANY, filter);
                page(visible, ANY, filter, ThreadOrder.WAITING, 0);
            }
            page(visible, ANY, ThreadFilter.ALL, ThreadOrder.WAITING, THREADS / 50);
            page(visible, ANY, ThreadFilter.ALL, ThreadOrder.WAITING, THREADS / 4);
            page(visible, new ThreadScope(Set.of(), Set.of("vip"), null, null), ThreadFilter.ALL, ThreadOrder.WAITING,
                    0);
            page(visible, new ThreadScope(Set.of(), Set.of(), "agent7", null), ThreadFilter.ALL, ThreadOrder.WAITING,
                    0);
            page(visible, new ThreadScope(Set.of(new PhoneNumber("+17865550001")), Set.of(), null, null),
                    ThreadFilter.UNANSWERED);
            for (var label : List.of("vip", "rare", "none")) {
                page(visible, new ThreadScope(Set.of(), Set.of(label), null, null), ThreadFilter.ALL);
            }
            page(visible, new ThreadScope(Set.of(), Set.of(), "agent7", null), ThreadFilter.ALL);
            page(visible, new ThreadScope(Set.of(), Set.of(), null, "support"), ThreadFilter.UNANSWERED);
            page(visible, new ThreadScope(Set.of(), Set.of("vip"), "ana", null), ThreadFilter.UNREAD);
        }
    }

    @Test
    void everyCountIsThereAtOnce() {
        for (var visible : List.of(new Visibility.Everything(), half)) {
            for (var scope : List.of(ANY, new ThreadScope(Set.of(), Set.of("vip"), null, null),
                    new ThreadScope(Set.of(), Set.of("rare"), null, null),
                    new ThreadScope(Set.of(), Set.of(), "ana", null),
                    new ThreadScope(Set.of(new PhoneNumber("+17865550001")), Set.of(), null, null))) {
                measure("counts", visible, scope, "ana", () -> wait(countThreads.count("ana", visible, scope)));
            }
        }
        measure("counts of somebody with very many numbers", many, ANY, "ana",
                () -> wait(countThreads.count("ana", many, ANY)));
        measure("counts of somebody who is new", half, ANY, "new",
                () -> wait(countThreads.count("new", half, ANY)));
    }

    @Test
    void whatIsCountedIsWhatIsListed() {
        for (var visible : List.of(new Visibility.Everything(), half, many)) {
            for (var scope : List.of(new ThreadScope(Set.of(), Set.of("rare", "none"), null, null),
                    new ThreadScope(Set.of(new PhoneNumber("+17865550005")), Set.of(), "agent7", null),
                    new ThreadScope(Set.of(), Set.of("billing"), null, "support"))) {
                var counts = wait(countThreads.count("ana", visible, scope));
                for (var filter : ThreadFilter.values()) {
                    for (var order : ThreadOrder.values()) {
                        assertThat(rows(visible, scope, filter, order, THREADS))
                                .as("%s of %s by %s", filter, scope, order)
                                .hasSize((int) of(counts, filter));
                    }
                }
            }
        }
    }

    private static long of(ThreadCounts counts, ThreadFilter filter) {
        return switch (filter) {
            case ALL -> counts.all();
            case MINE -> counts.mine();
            case UNASSIGNED -> counts.unassigned();
            case UNREAD -> counts.unread();
            case UNANSWERED -> counts.unanswered();
            case CLOSED -> counts.closed();
            case SNOOZED -> counts.snoozed();
        };
    }

    /** A change of a text's status, of which there are many, is still written beside its row, and in no index. */
    @Test
    void aTickStillRewritesNoIndex() throws SQLException {
        try (var connection = connection(PostgresForTests.postgres().getJdbcUrl("postgres", "lists"));
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var changed = statement.executeUpdate("""
                    update thread set last_message_status = 'DELIVERED', last_seq = last_seq + 1
                    where id in (select id from thread order by id limit 1000)
                    """);
            try (var hot = statement.executeQuery(
                    "select pg_stat_get_xact_tuples_hot_updated('thread'::regclass::oid)")) {
                assertThat(hot.next()).isTrue();
                assertThat(hot.getLong(1)).isGreaterThan(changed / 2);
            }
            connection.rollback();
        }
    }

    /** A few busy numbers, four in five open, one in twelve waiting, half of them with somebody, some with a team. */
    private static String threads() {
        return """
                insert into thread (id, did, external, display_name, last_seq, last_outbound_seq, inbound_count, read_seq,
                    unanswered, waiting_since, labels, assignee, team, state, snoozed_until, last_message_id,
                    last_message_direction, last_message_status, last_message_preview, last_message_media, last_message_at,
                    last_inbound_at)
                select gen_random_uuid(), '+1786' || (5550001 + floor(r.a * r.b * %2$d)::int), '+1305' || (2000000 + n),
                    case when n %% 3 > 0 then 'Contact of row ' || n end, 20, 18, 5 + n %% 10, 19,
                    r.c < 0.08, case when r.c < 0.08 then k.at - r.a * interval '2 days' end,
                    case when r.d < 0.002 then array['rare'] when r.d < 0.2 then array['vip']
                        when r.d < 0.3 then array['billing', 'shipping'] else '{}' end,
                    case when r.e < 0.15 then 'ana' when r.e < 0.3 then 'leo' when r.e < 0.5 then 'agent' || n %% 30 end,
                    case when r.e > 0.95 then 'support' end,
                    case when r.f < 0.2 then 'CLOSED' when r.f < 0.205 then 'SNOOZED' else 'OPEN' end,
                    case when r.f >= 0.2 and r.f < 0.205 then now() + interval '1 day' end,
                    gen_random_uuid(), 'INBOUND', 'RECEIVED', 'Hola, ¿abren el sábado? Es por el pedido ' || n, 0, k.at, k.at
                from generate_series(1, %1$d) n
                cross join lateral (select random() a, random() b, random() c, random() d, random() e, random() f, n as row_no) r
                cross join lateral (select now() - n * interval '3 minutes' as at) k
                """.formatted(THREADS, NUMBERS);
    }

    private static void page(Visibility visible, ThreadScope scope, ThreadFilter filter) {
        page(visible, scope, filter, ThreadOrder.ACTIVITY, 0);
    }

    /** @param before how many conversations are on the pages before it */
    private static void page(Visibility visible, ThreadScope scope, ThreadFilter filter, ThreadOrder order,
            int before) {
        var start = query(visible, scope, filter, order, LIMIT);
        var after = before == 0
                ? null
                : start.next(ThreadRow.of(rows(visible, scope, filter, order, before).get(before - 1)).view());
        measure("page of " + filter.wire() + (order == ThreadOrder.WAITING ? ", longest waiting first" : "")
                + (before == 0 ? "" : ", after " + before), visible, scope, "ana", () -> {
                    var query = query(visible, scope, filter, order, LIMIT);
                    if (after != null) {
                        query = query.after(after);
                    }
                    run(query.sql(), query.tuple());
                });
    }

    private static ThreadListQuery query(Visibility visible, ThreadScope scope, ThreadFilter filter, ThreadOrder order,
            int limit) {
        return new ThreadListQuery("ana", visible, scope, filter, order, limit);
    }

    private static List<Row> rows(Visibility visible, ThreadScope scope, ThreadFilter filter, ThreadOrder order,
            int limit) {
        var query = query(visible, scope, filter, order, limit);
        return StreamSupport.stream(run(query.sql(), query.tuple()).spliterator(), false).toList();
    }

    private static void measure(String what, Visibility visible, ThreadScope scope, String user, Runnable work) {
        var times = IntStream.range(0, 15).mapToObj(_ -> {
            var began = System.nanoTime();
            work.run();
            return System.nanoTime() - began;
        }).sorted().toList();
        var median = Duration.ofNanos(times.get(times.size() / 2));
        System.out.printf("list: %,d threads, %s for %s%s%s: %.1f ms (best %.1f, worst %.1f)%n", THREADS, what, user,
                visible instanceof Visibility.Everything
                        ? " with every number"
                        : visible.equals(half) ? " with half of the numbers" : " with every number and 60 more",
                narrowed(scope), median.toNanos() / 1e6, times.getFirst() / 1e6, times.getLast() / 1e6);
        assertThat(median).as(what + narrowed(scope)).isLessThan(TOLERATED);
    }

    private static String narrowed(ThreadScope scope) {
        return (scope.dids().isEmpty() ? "" : ", one number") + of("label", scope.labels().stream().findFirst()
                .orElse(null)) + of("assignee", scope.assignee()) + of("team", scope.team());
    }

    private static String of(String what, @Nullable String value) {
        return value == null ? "" : ", " + what + " " + value;
    }

    @CanIgnoreReturnValue
    private static RowSet<Row> run(String sql, Tuple values) {
        return wait(pool.preparedQuery(sql).execute(values));
    }

    @CanIgnoreReturnValue
    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static Connection connection(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    private static void sql(String url, String... statements) throws SQLException {
        try (var connection = connection(url); var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
