package dev.hilo.messaging.report;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.platform.database.Migrate;
import dev.hilo.platform.testing.PostgresForTests;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports over many texts, in a database of their own. Prints what it measured; with
 * {@code -Dhilo.scale.messages=1000000} over a million.
 */
class ReportsAtScaleTest {

    private static final int MESSAGES = Integer.getInteger("hilo.scale.messages", 60_000);
    /** What is printed only is measured when somebody asks for it, and otherwise done once so that it works. */
    private static final boolean ASKED = System.getProperty("hilo.scale.messages") != null;
    private static final int CHANGED = ASKED ? Math.min(20_000, MESSAGES / 4) : 1_000;
    private static final int TURNS = ASKED ? 5 : 1;
    private static final int NUMBERS = 50;
    private static final int CONTACTS = 100;
    private static final int DAYS = 35;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PROMISED = Duration.ofMillis(250);

    private static final String THREADS = """
            insert into thread (id, did, external, last_message_at)
            select gen_random_uuid(), '+1786' || (5550000 + d), '+1305' || (2000000 + c), now()
            from generate_series(1, %d) d, generate_series(1, %d) c
            """.formatted(NUMBERS, CONTACTS);

    private static Vertx vertx;
    private static Pool pool;
    private static ReportConfig config;
    private static TallyHours tallyHours;
    private static NumberReports reports;

    private static final List<OwnNumber> OURS = IntStream.rangeClosed(1, NUMBERS)
            .mapToObj(d -> new OwnNumber(new PhoneNumber("+1786" + (5_550_000 + d)), "Number " + d,
                    NumberRecord.State.ACTIVE, true, true, "C0DEMO1", List.of("support")))
            .toList();

    @BeforeAll
    static void fill() throws SQLException {
        var postgres = PostgresForTests.postgres();
        sql(PostgresForTests.jdbcUrl(), "drop database if exists reports", "create database reports");
        var url = postgres.getJdbcUrl("postgres", "reports");
        Migrate.run(url, "postgres", "postgres", "classpath:db/migration");
        print("generated", timed(() -> sql(url, THREADS,
                "create temporary table numbered as select *, row_number() over (order by id) - 1 as no from thread",
                "create unique index on numbered (no)", "analyze numbered", texts(1, MESSAGES),
                "vacuum analyze message")));
        config = new SmallRyeConfigBuilder().withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hilo.report.zone", "America/New_York").withMapping(ReportConfig.class).build()
                .getConfigMapping(ReportConfig.class);
        vertx = Vertx.vertx();
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(4)).using(vertx)
                .connectingTo(new PgConnectOptions().setPort(postgres.getPort()).setHost("127.0.0.1")
                        .setDatabase("reports").setUser("postgres").setPassword("postgres")
                        .setCachePreparedStatements(true))
                .build();
        tallyHours = new TallyHours(pool, config, Clock.systemUTC());
        reports = new NumberReports(pool, new Silences(pool, config, Clock.systemUTC()), config, Clock.systemUTC());
        print("counted for the first time", timed(() -> wait(tallyHours.tally())));
    }

    @AfterAll
    static void leave() throws SQLException {
        wait(pool.close());
        wait(vertx.close());
        sql(PostgresForTests.jdbcUrl(), "drop database reports");
    }

    @Test
    void aMonthOfFiftyNumbersIsThereAtOnce() {
        var month = median(() -> assertThat(wait(reports.of(OURS, 30))).hasSize(NUMBERS));
        print("7 days of 50 numbers", median(() -> assertThat(wait(reports.of(OURS, 7))).hasSize(NUMBERS)));
        print("30 days of 50 numbers", month);
        print("30 days of one number, with its days",
                median(() -> assertThat(wait(reports.of(OURS.getFirst(), 30)).days()).hasSize(30)));
        print("30 days of 50 numbers, counted from the messages", median(() -> wait(pool.query("""
                select did, status, error_code, count(*), max(created_at) from message
                where created_at >= now() - interval '30 days' group by 1, 2, 3
                """).execute())));
        assertThat(month).isLessThan(PROMISED);
    }

    @Test
    void whatIsCountedIsWhatIsThere() {
        wait(tallyHours.tally());
        var sums = wait(pool.query("""
                select sum(received), sum(sent + delivered + undelivered), sum(failed) from number_hour
                """).execute()).iterator().next();
        var rows = wait(pool.query("""
                select count(*) filter (where direction = 'INBOUND'), count(*) filter (where direction = 'OUTBOUND'),
                    count(*) filter (where status = 'FAILED') from message
                """).execute()).iterator().next();

        assertThat(List.of(sums.getLong(0), sums.getLong(1), sums.getLong(2)))
                .isEqualTo(List.of(rows.getLong(0), rows.getLong(1), rows.getLong(2)));
    }

    /** The indexes by which changes are found cost those who store and send next to nothing. */
    @Test
    void aChangeOfStatusStillRewritesNoIndex() throws SQLException {
        var url = PostgresForTests.postgres().getJdbcUrl("postgres", "reports");
        try (var connection = connection(url); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var changed = statement.executeUpdate("""
                    update message set status = 'DELIVERED', changed_seq = changed_seq + 1, updated_at = now()
                    where id in (select id from message order by created_at desc limit 2000)
                    """);
            try (var hot = statement.executeQuery(
                    "select pg_stat_get_xact_tuples_hot_updated('message'::regclass::oid)")) {
                assertThat(hot.next()).isTrue();
                // The space that is free in a page takes as many at once as the fill factor leaves.
                assertThat(hot.getLong(1)).isGreaterThan(changed / 10);
            }
            connection.rollback();
        }
    }

    @Test
    void aRoundAfterAFewChangesTakesMoments() throws SQLException {
        var url = PostgresForTests.postgres().getJdbcUrl("postgres", "reports");
        sql(url, """
                update message set status = 'DELIVERED', updated_at = now()
                where id in (select id from message where status = 'FAILED' order by created_at desc limit 500)
                """);
        print("counted after 500 late receipts", timed(() -> wait(tallyHours.tally())));
        print("counted when nothing changed since", timed(() -> wait(tallyHours.tally())));
    }

    /** By the statements of the hot paths, in turns with the indexes and without; printed only. */
    @Test
    void whatTheIndexesCostThoseWhoStoreAndSend() throws SQLException {
        var url = PostgresForTests.postgres().getJdbcUrl("postgres", "reports");
        var indexes = new String[]{
                "create index message_by_creation on message using brin (created_at) with (autosummarize = on)",
                "create index message_by_change on message using brin (updated_at) with (autosummarize = on)"};
        var stored = new long[2][TURNS];
        var changed = new long[2][TURNS];
        for (var turn = 0; turn < 2 * TURNS; turn++) {
            var with = turn % 2;
            sql(url, "drop index if exists message_by_creation", "drop index if exists message_by_change");
            if (with == 1) {
                sql(url, indexes);
            }
            var from = MESSAGES + 1 + turn * CHANGED;
            sql(url, "checkpoint");
            stored[with][turn / 2] = timed(() -> sql(url,
                    "create temporary table numbered as select *, row_number() over (order by id) - 1 as no from thread",
                    "create unique index on numbered (no)", texts(from, from + CHANGED - 1))).toMillis();
            changed[with][turn / 2] = timed(() -> sql(url, """
                    update message set status = 'DELIVERED', changed_seq = changed_seq + 1, updated_at = clock_timestamp()
                    where seq >= %d and direction = 'OUTBOUND'
                    """.formatted(from))).toMillis();
        }
        sql(url, "delete from message where seq > " + MESSAGES);
        for (var with : List.of(1, 0)) {
            Arrays.sort(stored[with]);
            Arrays.sort(changed[with]);
            System.out.printf("reports: %,d stored %s the two indexes: %d ms, then changed: %d ms%n", CHANGED,
                    with == 1 ? "with" : "without", stored[with][0], changed[with][0]);
        }
    }

    /** In the order of time, as they come in life; four in ten from contacts, one in fifty failed. */
    private static String texts(int from, int until) {
        return """
            insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, error_code,
                error_text, inbound_no, created_at, updated_at)
            select gen_random_uuid(), t.id, n, n, k.direction,
                case when k.direction = 'INBOUND' then 'READ' when k.code is null then 'DELIVERED' else 'FAILED' end,
                t.did, t.external, 'Hola, ¿abren el sábado? Es el pedido ' || n, k.code,
                case when k.code is not null then 'UNDELIV err:034' end, n, k.at, k.at
            from generate_series(%1$d, %2$d) n
            join lateral (
                select case when n %% 10 < 4 then 'INBOUND' else 'OUTBOUND' end as direction,
                    case when n %% 50 = 7 then 'undelivered' end as code,
                    now() - interval '%3$d days' + n * (interval '%3$d days' / %5$d) as at) k on true
            join numbered t on t.no = (n::bigint * 7919) %% %4$d
            """.formatted(from, until, DAYS, NUMBERS * CONTACTS, MESSAGES);
    }

    @CanIgnoreReturnValue
    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static Duration timed(Work work) throws SQLException {
        var began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Duration median(Runnable work) {
        work.run();
        var times = IntStream.range(0, 21).mapToObj(_ -> {
            var began = System.nanoTime();
            work.run();
            return System.nanoTime() - began;
        }).sorted().toList();
        return Duration.ofNanos(times.get(times.size() / 2));
    }

    private static void print(String what, Duration took) {
        System.out.printf("reports: %,d messages, %s: %.1f ms%n", MESSAGES, what, took.toNanos() / 1e6);
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
