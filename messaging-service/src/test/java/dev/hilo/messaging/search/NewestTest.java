package dev.hilo.messaging.search;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.hilo.platform.database.Migrate;
import dev.hilo.platform.testing.PostgresForTests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever way is taken, the pages together are what a look at every row finds, in its order. */
class NewestTest {

    private static final int MESSAGES = 40_000;
    private static final int NUMBERS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Vertx vertx;
    private static Pool pool;
    private static String url;

    /** Words are as frequent as in life: w1 in most texts, w2000 in hardly any. */
    @BeforeAll
    static void fill() throws SQLException {
        var postgres = PostgresForTests.postgres();
        sql(PostgresForTests.jdbcUrl(), "drop database if exists search", "create database search");
        url = postgres.getJdbcUrl("postgres", "search");
        Migrate.run(url, "postgres", "postgres", "classpath:db/migration");
        sql(url, "select setseed(0.25)", """
                insert into thread (id, did, external, last_message_at, labels)
                select gen_random_uuid(), '+1786' || (5550000 + n % 30), '+1305' || (2000000 + n), now(),
                    case when n % 50 = 0 then '{vip}' when n % 3 = 0 then '{order}' else '{}' end::text[]
                from generate_series(1, 3000) n
                """, """
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, author,
                    created_at, updated_at)
                select gen_random_uuid(), t.id, n, n, case when n % 5 < 2 then 'OUTBOUND' else 'INBOUND' end, 'READ', t.did,
                    t.external,
                    (select string_agg('w' || floor(exp(random() * ln(3000)))::int, ' ') from generate_series(1, 8) g
                     where g + n > 0) || case when n < 2000 then ' early' else '' end,
                    case when n % 5 = 0 then 'ana' when n % 5 = 1 then 'agent' || n % 100 end,
                    timestamptz '2026-11-01' + n / 3 * interval '1 second', now()
                from generate_series(1, 40000) n
                join (select *, row_number() over (order by external) as no from thread) t on t.no = 1 + n % 3000
                order by n
                """, "analyze message_words", """
                create table read_once as
                select id, body, words_of(body) || marks_of(did, direction, author) as words from message
                """, "alter table read_once add primary key (id)", "analyze read_once");
        vertx = Vertx.vertx();
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(2)).using(vertx)
                .connectingTo(new PgConnectOptions().setPort(postgres.getPort()).setHost("127.0.0.1")
                        .setDatabase("search").setUser("postgres").setPassword("postgres")
                        .setCachePreparedStatements(true))
                .build();
    }

    @AfterAll
    static void leave() throws SQLException {
        wait(pool.close());
        wait(vertx.close());
        sql(PostgresForTests.jdbcUrl(), "drop database search");
    }

    @ParameterizedTest
    @ValueSource(strings = {"w1", "w2", "w40", "w400", "w2900", "nothing", "w4", "w29", "w1 w2", "\"w1 w2\"",
            "w1 w40 w3",
            "w2 -w1", "w300 w1", "from:ana w1", "from:ana w30", "from:contact w700", "from:agent1 w1", "label:vip w1",
            "label:vip", "label:order w50", "early", "early w1", "before:2026-11-01T00 w1", "w1 -w2 from:nobody",
            "\"w200 w1\"", "label:vip w30 -w1"})
    void pagesAreWhatIsThere(String typed) throws SQLException {
        if (typed.startsWith("before:2026-11-01T00")) {
            typed = "before:2026-11-02 after:2026-11-01 w1";
        }
        for (var dids : new ArrayList<List<String>>(List.of(some(1), some(3), some(NUMBERS)))) {
            holds(typed, dids);
        }
        holds(typed, null);
    }

    /** So that a page takes many steps: further looks, further spans of time, and ends that come before it is full. */
    @ParameterizedTest
    @ValueSource(strings = {"w2", "w40", "w90", "w400", "w2900", "nothing", "w1 w40 w3", "\"w1 w20\"", "w300 w1",
            "from:ana w30", "from:contact w700", "label:vip w1", "label:vip w50", "label:order w50", "early",
            "early w1",
            "before:2026-11-02 after:2026-11-01 w60", "label:vip w30 -w1", "w60 w"})
    void littlePatienceFindsTheSame(String typed) throws SQLException {
        var limits = new Limits(200, 1_500, 8, 60);
        holds(typed, some(3), limits);
        holds(typed, null, limits);
    }

    @Test
    void manyNumbersAreLookedAtRowByRow() throws SQLException {
        var many = new ArrayList<>(some(10));
        IntStream.range(0, 150).forEach(n -> many.add("+1999" + (2_000_000 + n)));
        holds("w3", many);
        holds("w900", many);
    }

    /** Both sides read texts alike, whatever stands in them. */
    @Test
    void theDatabaseReadsWordsAsWeDo() throws SQLException {
        var random = new Random(11);
        var alphabet = "aAñÑéÜçßøİıſΣσςЖж你한ﬁ½²٣1234567890 .,-_'\"@#/:;¿?¡!()😀\u0301\u0303€%&\n\tzZeeEE0123";
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.prepareStatement("select unnest(tsvector_to_array(words_of(?)))")) {
            for (var i = 0; i < 1_500; i++) {
                var body = new StringBuilder();
                for (var n = random.nextInt(40); n >= 0; n--) {
                    var at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
                    body.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
                }
                var ours = Folding.tokens(body.toString()).stream().map(Folding.Token::text).distinct().sorted()
                        .toList();
                assertThat(theirs(statement, body.toString())).as("“%s”", body).isEqualTo(ours);
            }
        }
    }

    @Test
    void aCorrectedTextIsFoundByItsNewWords() throws SQLException {
        sql(url, "update message set body = 'zaragoza' where id = (select id from message where seq = 777 limit 1)");
        assertThat(pages("zaragoza", null)).hasSize(1);
        sql(url, "update message set body = 'gone again' where body = 'zaragoza'");
        assertThat(pages("zaragoza", null)).isEmpty();
    }

    /** What stood in the table before is read in, piece by piece; done again it changes nothing. */
    @Test
    void theMigrationReadsInWhatWasThere() throws SQLException {
        sql(url, "create temporary table kept as select * from message_words",
                "delete from message_words where at < '2026-11-01 02:00Z'");
        var before = pages("w2900", null);
        sql(url, "delete from flyway_schema_history where version::int = 15", "truncate message_words");
        // What came after it stays as it is.
        var _ = Flyway.configure().dataSource(url, "postgres", "postgres").locations("classpath:db/migration")
                .outOfOrder(true).load().migrate();
        assertThat(pages("w2900", null)).hasSizeGreaterThanOrEqualTo(before.size()).isNotEmpty();
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from message_words")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(MESSAGES);
        }
    }

    private static void holds(String typed, @Nullable List<String> dids) throws SQLException {
        holds(typed, dids, Limits.USUAL);
    }

    private static void holds(String typed, @Nullable List<String> dids, Limits limits) throws SQLException {
        assertThat(pages(typed, dids, limits)).as("%s in %s", typed, dids == null ? "all" : dids.size() + " numbers")
                .isEqualTo(everything(typed, dids));
    }

    private static List<UUID> pages(String typed, @Nullable List<String> dids) {
        return pages(typed, dids, Limits.USUAL);
    }

    private static List<UUID> pages(String typed, @Nullable List<String> dids, Limits limits) {
        var scope = scope(typed, dids);
        List<UUID> found = new ArrayList<>();
        Place cursor = null;
        for (var page = 0; page < 2_000; page++) {
            var from = cursor;
            var next = wait(
                    pool.withTransaction(transaction -> transaction.query(Search.PLANNING).execute()
                            .chain(() -> new Newest(transaction, scope, 50 + page(from), limits).find(from))));
            next.places().forEach(place -> found.add(place.id()));
            cursor = next.next();
            if (cursor == null) {
                return found;
            }
        }
        throw new AssertionError("no end");
    }

    /** Few at first, as people read; the rest in large pages, so that the test ends soon. */
    private static int page(@Nullable Place cursor) {
        return cursor == null ? 0 : 3_000;
    }

    private static List<UUID> everything(String typed, @Nullable List<String> dids) throws SQLException {
        var scope = scope(typed, dids);
        // What the words of a text are is asked once, and again of those that have changed.
        var sql = "select m.id from message m join thread t on t.id = m.thread_id left join read_once r on r.id = m.id"
                + " where true"
                + (scope.all().isEmpty()
                        ? ""
                        : " and case when r.body = m.body then r.words"
                                + " else words_of(m.body) || marks_of(m.did, m.direction, m.author) end @@ ?::tsquery")
                + (dids == null ? "" : " and m.did = any(?)")
                + (scope.question().labels().isEmpty() ? "" : " and t.labels && ?")
                + (scope.question().before() == null
                        ? ""
                        : " and m.created_at >= '2026-11-01' and m.created_at < '2026-11-02'")
                + " order by m.created_at desc, m.id desc";
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.prepareStatement(sql)) {
            var at = 1;
            if (!scope.all().isEmpty()) {
                statement.setString(at++, scope.all());
            }
            if (dids != null) {
                statement.setArray(at++, connection.createArrayOf("text", dids.toArray()));
            }
            if (!scope.question().labels().isEmpty()) {
                statement.setArray(at, connection.createArrayOf("text", scope.question().labels().toArray()));
            }
            List<UUID> ids = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    private static List<String> theirs(PreparedStatement statement, String body) throws SQLException {
        statement.setString(1, body);
        List<String> words = new ArrayList<>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words.stream().sorted().toList();
    }

    private static Scope scope(String typed, @Nullable List<String> dids) {
        return new Scope(ReadQuestion.of(typed, "ana", ZoneOffset.UTC, LocalDate.of(2026, 11, 23)), dids);
    }

    private static List<String> some(int count) {
        return IntStream.range(0, count).mapToObj(n -> "+1786" + (5_550_000 + n)).toList();
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static void sql(String url, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
