package dev.hilo.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import dev.hilo.local.kafka.Kafka;
import dev.hilo.local.postgres.Postgres;
import dev.hilo.local.process.LogFiles;
import dev.hilo.local.running.Part;
import dev.hilo.local.seed.Seed;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.service.Simulator;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How fast words are found, by kind of question: what the database says it took, and what a client waits. */
@Command(name = "search", mixinStandardHelpOptions = true, showDefaultValues = true, description = "How fast words are found among many messages, in the database and over REST.")
final class SearchBench implements Callable<Integer> {

    private static final String MESSAGING = "messaging";
    private static final int NUMBERS = 20;
    private static final String TAG = "/* search */";
    private static final String AIM = "aim: 50 ms in the database";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Path root;
    private final Clock clock = Clock.systemUTC();
    private final Tokens tokens = new Tokens();
    private final Random random = new Random(7);

    @Option(names = "--threads", description = "Conversations.")
    private int threads = 50_000;
    @Option(names = "--messages", description = "Texts and notes in them.")
    private int messages = 1_000_000;
    @Option(names = "--questions", description = "Of each kind.")
    private int questions = 200;
    @Option(names = "--warm-up", description = "Of each kind, before.")
    private int warmUp = 20;

    SearchBench(Path root) {
        this.root = root;
    }

    /** @param query made anew for each question */
    private record Kind(String name, String token, IntFunction<String> query) {
    }

    private record Times(Kind kind, List<Duration> database, Load.Answers rest) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        try (var bed = TestBed.start(root, Map.of("HILO_MESSAGING_JAVA_OPTS", tokens.javaOptions()),
                SearchBench::parts); var database = bed.database(MESSAGING, MESSAGING)) {
            prepare(bed, database);
            tellDurations(bed);
            var kinds = kinds(database);
            List<Times> times = new ArrayList<>();
            try (var log = new DatabaseLog(new LogFiles(bed.settings().home()).file("postgres"), TAG,
                    TAG + " set")) {
                for (var kind : kinds) {
                    say(kind.name());
                    var _ = new Load(1, 200).send(warmUp, requests(bed, kind));
                    log.skip();
                    var answers = new Load(1, 200).send(questions, requests(bed, kind));
                    times.add(new Times(kind, log.requests(), answers));
                }
            }
            print(database, times);
            return 0;
        }
    }

    private static List<Part> parts(Settings settings) {
        return List.of(new Postgres(settings), new Kafka(settings), new Simulator(settings),
                QuarkusService.messaging(settings));
    }

    private void prepare(TestBed bed, Connection database) throws IOException, InterruptedException, SQLException {
        for (var n = 0; n < NUMBERS; n++) {
            PublishNumber.active(bed.settings(), did(n), n == 3 || n == NUMBERS - 1 ? "few" : "many", clock.instant());
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!one(database, "select count(*) from number where state = 'ACTIVE'").equals(String.valueOf(NUMBERS))) {
            if (System.nanoTime() > deadline) {
                throw new BenchProblem("messaging does not learn of its numbers");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        say("seeding");
        var began = System.nanoTime();
        new Seed(database, 7, clock.instant()).fill(threads, messages, count -> say("  %,d".formatted(count)));
        try (var administrator = bed.administrator(MESSAGING)) {
            execute(administrator, "vacuum analyze");
            execute(administrator, "checkpoint");
        }
        say("seeded in " + Figures.seconds(Duration.ofNanos(System.nanoTime() - began)));
    }

    private static String did(int n) {
        return "+1786555" + (1_200 + n);
    }

    /** For connections that are made from now on; those that messaging has are ended, so that it makes new ones. */
    private static void tellDurations(TestBed bed) throws SQLException {
        try (var administrator = bed.administrator()) {
            execute(administrator, "alter role messaging set log_min_duration_statement = 0");
            execute(administrator, """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where usename = 'messaging' and application_name <> 'PostgreSQL JDBC Driver'
                    """);
        }
    }

    private List<Kind> kinds(Connection database) throws SQLException {
        var now = clock.instant();
        var all = tokens.of("marta", "manager", now);
        var few = tokens.of("ana", "agent", "few", now);
        var codes = samples(database, "substring(body from '[A-HJ-NP-Z2-9]{6}')",
                "body ~ '(código|code|serie|number is|referencia|reference) [A-HJ-NP-Z2-9]{6}'");
        var orders = samples(database, "substring(body from '[0-9]{6}')", "body ~ 'pedido [0-9]{6}'");
        var contacts = samples(database, "external", "direction = 'INBOUND'");
        var frequent = List.of("gracias", "pedido", "order", "the", "el", "de", "thanks", "para");
        var some = List.of("lavadora", "factura", "workshop", "colchón", "reserva", "charged", "jacaranda", "técnico");
        return List.of(
                new Kind("a frequent word", all, pick(frequent)),
                new Kind("a word now and then", all, pick(some)),
                new Kind("a word that is there once", all, pick(codes)),
                new Kind("a word that is nowhere", all, n -> "nowhere" + n),
                new Kind("as it is typed: 2, 3, 4 letters", all,
                        n -> pick(some).apply(n).substring(0, 2 + n % 3)),
                new Kind("two words", all, n -> pick(frequent).apply(n) + " " + pick(some).apply(n)),
                new Kind("frequent words and a rare one", all, n -> "de el " + pick(codes).apply(n)),
                new Kind("a frequent phrase", all, n -> "\"muchas gracias\""),
                new Kind("a rare phrase of frequent words", all, n -> n % 2 == 0 ? "\"el de\"" : "\"gracias para el\""),
                new Kind("an order's number, its beginning", all, n -> pick(orders).apply(n).substring(0, 4)),
                new Kind("part of a contact's number", all, n -> pick(contacts).apply(n).substring(5)),
                new Kind("from: and a word", all,
                        n -> "from:" + (n % 2 == 0 ? "ana " : "contact ") + pick(some).apply(n)),
                new Kind("label: and a word", all,
                        n -> "label:" + (n % 2 == 0 ? "vip " : "queja ") + pick(some).apply(n)),
                new Kind("before: and a word", all, n -> "before:" + now.minus(Duration.ofDays(30 + n % 100)).toString()
                        .substring(0, 10) + " " + pick(some).apply(n)),
                new Kind("in: and a frequent word", all, n -> "in:" + did(n % NUMBERS).substring(2) + " "
                        + pick(frequent).apply(n)),
                new Kind("of two numbers: a frequent word", few, pick(frequent)),
                new Kind("of two numbers: a word now and then", few, pick(some)),
                new Kind("of two numbers: a rare word", few, pick(codes)));
    }

    private IntFunction<String> pick(List<String> words) {
        return _ -> words.get(random.nextInt(words.size()));
    }

    private IntFunction<HttpRequest> requests(TestBed bed, Kind kind) {
        return n -> HttpRequest.newBuilder(URI.create(bed.settings().url(Port.MESSAGING) + "/api/search?limit=30&q="
                + URLEncoder.encode(kind.query().apply(n), UTF_8)))
                .timeout(Duration.ofSeconds(10)).header("Authorization", "Bearer " + kind.token()).GET().build();
    }

    private void print(Connection database, List<Times> times) throws SQLException {
        var figures = new Figures("hilo bench search: %d cores, Java %s, %,d messages of %,d conversations, one client"
                .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), messages, threads));
        figures.add("", "half", "95 %, 99 %; over REST: half, 95 %, 99 %");
        List<Duration> all = new ArrayList<>();
        for (var one : times) {
            all.addAll(one.database());
            figures.add(one.kind().name(), Figures.millis(within(one.database(), 0.5)),
                    "%s, %s; %s, %s, %s%s".formatted(Figures.millis(within(one.database(), 0.95)),
                            Figures.millis(within(one.database(), 0.99)), Figures.millis(one.rest().within(0.5)),
                            Figures.millis(one.rest().within(0.95)), Figures.millis(one.rest().within(0.99)),
                            one.rest().others().isEmpty() ? "" : "; not answered: " + one.rest().others()));
        }
        figures.add("all questions", Figures.millis(within(all, 0.5)), "%s, %s; %s".formatted(
                Figures.millis(within(all, 0.95)), Figures.millis(within(all, 0.99)), AIM));
        var bare = bare(database);
        figures.add("select 1, from here", Figures.millis(within(bare, 0.5)), "%s, %s".formatted(
                Figures.millis(within(bare, 0.95)), Figures.millis(within(bare, 0.99))));
        figures.add("message_words", one(database, "select pg_size_pretty(pg_table_size('message_words'))"),
                "its words' index " + one(database, "select pg_size_pretty(pg_relation_size('message_words_by_word'))")
                        + ", the order of time "
                        + one(database, "select pg_size_pretty(pg_relation_size('message_words_newest'))")
                        + "; message "
                        + one(database, "select pg_size_pretty(pg_table_size('message'))"));
        figures.print(System.out);
    }

    private List<Duration> bare(Connection database) throws SQLException {
        List<Duration> times = new ArrayList<>();
        try (var statement = database.prepareStatement("select 1")) {
            for (var n = 0; n < questions * 5; n++) {
                var began = System.nanoTime();
                statement.executeQuery().close();
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return times;
    }

    static Duration within(List<Duration> times, double share) {
        return times.isEmpty()
                ? Duration.ZERO
                : times.stream().sorted().toList()
                        .get(Math.clamp((int) Math.ceil(share * times.size()) - 1, 0, times.size() - 1));
    }

    private static List<String> samples(Connection database, String what, String where) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select %s from message tablesample system (4) where %s limit 400"
                        .formatted(what, where))) {
            List<String> samples = new ArrayList<>();
            while (rows.next()) {
                samples.add(rows.getString(1));
            }
            if (samples.isEmpty()) {
                throw new BenchProblem("Too few messages: none with " + where);
            }
            return samples;
        }
    }

    private static String one(Connection database, String question) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void execute(Connection database, String command) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(command);
        }
    }

    private static void say(String what) {
        System.err.println("  " + what);
    }
}
