package dev.hilo.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import dev.hilo.local.kafka.Kafka;
import dev.hilo.local.postgres.Postgres;
import dev.hilo.local.running.Part;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.service.Simulator;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import dev.hilo.platform.database.Migrate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One messaging instance: from the accepted request to the recorded outcome, beside the bare INSERTs of an accept. */
@Command(name = "send", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Sends per second of one messaging instance, and their ratio to pgbench in the same run.")
final class SendBench implements Callable<Integer> {

    private static final String DID = "+17865551234";
    private static final String MESSAGING = "messaging";
    private static final String BARE = "pgbench";
    /** Lifts what would make a benchmark measure the carriers' limits instead of us. */
    private static final String NO_LIMITS = "-Dhilo.pacing.sms-per-minute=0 -Dhilo.pacing.mms-per-minute=0 "
            + "-Dhilo.pacing.per-day=0 -Dhilo.pacing.per-number-per-minute=0";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Path root;
    private final Clock clock = Clock.systemUTC();
    private final Tokens tokens = new Tokens();

    @Option(names = "--messages", description = "Texts that are measured.")
    private int messages = 5_000;
    @Option(names = "--warm-up", description = "Texts before them.")
    private int warmUp = 1_500;
    @Option(names = "--conversations", description = "Contacts that they go to, in turn.")
    private int conversations = 1_000;
    @Option(names = "--connections", description = "Of the clients, and of pgbench.")
    private int connections = 16;
    @Option(names = "--latency", description = "Of the carrier, in milliseconds.")
    private int latency = 20;
    @Option(names = "--pgbench-seconds", description = "How long the bare database is measured.")
    private int pgbenchSeconds = 10;

    SendBench(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var pgbench = Pgbench.require();
        try (var bed = TestBed.start(root, Map.of("HILO_MESSAGING_JAVA_OPTS", NO_LIMITS + " " + tokens.javaOptions()),
                SendBench::parts); var database = bed.database(MESSAGING, MESSAGING)) {
            prepare(bed, database);
            say("warm-up");
            var warm = new Load(connections, 202).send(warmUp, texts(bed));
            waitUntilSent(database);
            var script = scriptOfOneAccept(bed, database);
            say("measuring");
            var sends = measure(bed, database);
            say("pgbench");
            var bare = bareDatabase(bed, pgbench, script);
            print(warm, sends, bare);
            return 0;
        }
    }

    private static List<Part> parts(Settings settings) {
        return List.of(new Postgres(settings), new Kafka(settings), new Simulator(settings),
                QuarkusService.messaging(settings));
    }

    /** A number that may send, known to the carrier and to us, and contacts. No webhook, so no receipts. */
    private void prepare(TestBed bed, Connection database) throws IOException, InterruptedException, SQLException {
        bed.control("numbers", """
                {"TN":"%s","Sms":true,"Mms":true,"Tcr":"%s"}""".formatted(DID, bed.settings().campaign()));
        bed.control("faults", "{\"latencyMs\":%d}".formatted(latency));
        PublishNumber.active(bed.settings(), DID, clock.instant());
        execute(database, conversationsInto());
        var load = new Load(1, 202);
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (load.send(1, texts(bed)).count() == 0) {
            if (System.nanoTime() > deadline) {
                throw new BenchProblem("messaging accepts nothing: " + load.send(1, texts(bed)).others().keySet());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** Contacts who have just written, so that each text is an answer to somebody who waits for it. */
    private String conversationsInto() {
        return """
                insert into thread (id, did, external, last_message_at, last_inbound_at)
                select %s::uuid, '%s', '+1305' || (3300000 + n), now(), now() from generate_series(0, %d) as n
                """.formatted(InsertedRows.group("n"), DID, conversations - 1);
    }

    private IntFunction<HttpRequest> texts(TestBed bed) {
        var token = tokens.of("bench", "manager", clock.instant());
        return n -> text(bed, token, UUID.randomUUID(), n);
    }

    private HttpRequest text(TestBed bed, String token, UUID key, int n) {
        return HttpRequest.newBuilder(URI.create(bed.settings().url(Port.MESSAGING) + "/api/messages/send"))
                .timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json").header("Idempotency-Key", key.toString())
                .POST(BodyPublishers.ofString(
                        """
                        {"from":"%s","to":"+1305%d","body":"Your table for four is ready. Reply 1 to keep it, 2 to give it away. (%d)"}"""
                                .formatted(DID, 3_300_000 + n % conversations, n)))
                .build();
    }

    private String scriptOfOneAccept(TestBed bed, Connection database) throws SQLException, InterruptedException {
        var rows = new InsertedRows(database);
        var key = UUID.randomUUID();
        rows.watch();
        var token = tokens.of("bench", "manager", clock.instant());
        var answers = new Load(1, 202).send(1, n -> text(bed, token, key, n));
        if (answers.count() == 0) {
            throw new BenchProblem("The accept to be copied failed: " + answers.others().keySet());
        }
        waitUntilSent(database);
        var thread = one(database, "select thread_id::text from message where id = '%s'".formatted(key));
        var script = rows.script("message",
                new InsertedRows.Fresh(key.toString(), thread, conversations, List.of("seq", "changed_seq")));
        rows.forget();
        return script;
    }

    /** @param sent recorded as sent; what is missing is in {@code others} */
    private record Sends(Load.Answers accepted, long sent, String others, Duration took, Duration cpu,
            Duration databaseCpu) {
    }

    private Sends measure(TestBed bed, Connection database) throws SQLException, InterruptedException {
        var messaging = bed.process(MESSAGING);
        var postgres = bed.process("postgres");
        var cpu = Cpu.of(messaging);
        var databaseCpu = Cpu.of(postgres);
        var began = clock.instant();
        var accepted = new Load(connections, 202).send(messages, texts(bed));
        waitUntilSent(database);
        var cpuUsed = Cpu.of(messaging).minus(cpu);
        var databaseCpuUsed = Cpu.of(postgres).minus(databaseCpu);
        var since = "created_at >= '%s'".formatted(began.atOffset(ZoneOffset.UTC));
        var last = one(database, """
                select (extract(epoch from max(ended_at)) * 1000)::bigint from attempt where started_at >= '%s'
                """.formatted(began.atOffset(ZoneOffset.UTC)));
        var sent = one(database, "select count(*) from message where status = 'SENT' and " + since);
        var others = one(database, """
                select coalesce(string_agg(n || ' ' || lower(status), ', '), '') from (
                    select status, count(*) as n from message where status <> 'SENT' and %s group by status) as other
                """.formatted(since));
        return new Sends(accepted, Long.parseLong(sent), others,
                Duration.between(began, Instant.ofEpochMilli(Long.parseLong(last))), cpuUsed,
                databaseCpuUsed);
    }

    private double bareDatabase(TestBed bed, Pgbench pgbench, String script)
            throws SQLException, IOException, InterruptedException {
        try (var administrator = bed.administrator()) {
            execute(administrator, "create database %s owner %s".formatted(BARE, MESSAGING));
        }
        Migrate.run(bed.settings().jdbcUrl(BARE), MESSAGING, MESSAGING,
                "filesystem:" + root.resolve("messaging-service/src/main/resources/db/migration").toAbsolutePath());
        try (var bare = bed.database(BARE, MESSAGING)) {
            execute(bare, conversationsInto());
            execute(bare, "create sequence bench_turn");
        }
        var file = Files.writeString(bed.settings().home().resolve("accept.sql"), script);
        return pgbench.run(bed.settings(), BARE, MESSAGING, file, connections, Duration.ofSeconds(pgbenchSeconds));
    }

    private void print(Load.Answers warm, Sends sends, double bare) {
        var accepted = sends.accepted();
        var perSecond = Figures.perSecond(sends.sent(), sends.took());
        var figures = new Figures("hilo bench send: %d cores, Java %s, one messaging instance, carrier answers in %d ms"
                .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), latency));
        figures.add("accepted", Figures.rate(accepted.perSecond()), "%,d of %,d in %s over %d connections, %,d before"
                .formatted(accepted.count(), messages, Figures.seconds(accepted.took()), connections, warm.count()));
        figures.add("  half of them within", Figures.millis(accepted.within(0.5)), "");
        figures.add("  99 % within", Figures.millis(accepted.within(0.99)), "");
        figures.add("sent, end to end", Figures.rate(perSecond), "%,d in %s, %,d conversations%s"
                .formatted(sends.sent(), Figures.seconds(sends.took()), conversations,
                        sends.others().isEmpty() ? "" : "; besides " + sends.others()));
        figures.add("CPU a message", perMessage(sends.cpu()), "of messaging");
        figures.add("", perMessage(sends.databaseCpu()), "of PostgreSQL");
        figures.add("pgbench", Figures.rate(bare), "the INSERTs of one accept, %d connections, %d s, fsync on"
                .formatted(connections, pgbenchSeconds));
        figures.add("ratio", Figures.ratio(perSecond / bare), "sent ÷ pgbench");
        figures.print(System.out);
        accepted.others().forEach((answer, times) -> System.out.println("  not accepted, " + times + " ×: " + answer));
    }

    private String perMessage(Duration cpu) {
        return Figures.millis(cpu.dividedBy(Math.max(1, messages)));
    }

    private void waitUntilSent(Connection database) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!one(database, "select count(*) from send_queue").equals("0")) {
            if (System.nanoTime() > deadline) {
                throw new BenchProblem(
                        "After %d minutes %s texts still wait; ./hilo logs of the benchmark's home say why"
                                .formatted(PATIENCE.toMinutes(), one(database, "select count(*) from send_queue")));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static String one(Connection database, String question) throws SQLException {
        try (var statement = database.createStatement(); var found = statement.executeQuery(question)) {
            if (!found.next() || found.getString(1) == null) {
                throw new BenchProblem("Nothing to measure: " + question);
            }
            return found.getString(1);
        }
    }

    private static void execute(Connection database, String command) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(command);
        }
    }

    private static void say(String what) {
        System.err.println("  %-13s %s".formatted("bench", what));
    }
}
