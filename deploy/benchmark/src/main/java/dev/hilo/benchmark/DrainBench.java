package dev.hilo.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** What has piled up while messaging stood still, stored by one instance while people work and new texts come in. */
@Command(name = "drain", mixinStandardHelpOptions = true, showDefaultValues = true, description = "How fast one messaging instance stores what has piled up, and how its users fare meanwhile.")
final class DrainBench implements Callable<Integer> {

    private static final List<String> DIDS = List.of("+17865551234", "+17865550100");
    private static final String MESSAGING = "messaging";
    private static final String BARE = "bare";
    private static final String NO_LIMITS = "-Dhilo.pacing.sms-per-minute=0 -Dhilo.pacing.mms-per-minute=0 "
            + "-Dhilo.pacing.per-day=0 -Dhilo.pacing.per-number-per-minute=0";
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final String AIM = "aim: 250 ms";

    private final Path root;
    private final Clock clock = Clock.systemUTC();
    private final Tokens tokens = new Tokens();
    private final Random random = new Random(7);
    private final String bearer = "Bearer " + tokens.of("bench", "manager", clock.instant());

    @Option(names = "--texts", description = "Texts that have piled up.")
    private int texts = 200_000;
    @Option(names = "--receipts", description = "Receipts that have piled up.")
    private int receipts = 20_000;
    @Option(names = "--conversations", description = "Contacts that they are from, in turn.")
    private int conversations = 20_000;
    @Option(names = "--live", description = "Requests of agents a second meanwhile.")
    private int live = 40;
    @Option(names = "--warm-up", description = "Texts before, so that the process is one that has run for a while.")
    private int warmUp = 20_000;

    DrainBench(Path root) {
        this.root = root;
    }

    /** @param left not stored when patience ended */
    private record Drained(Duration stored, Duration published, long left, Duration cpu, Duration databaseCpu) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        try (var bed = TestBed.start(root, Map.of(
                "HILO_MESSAGING_JAVA_OPTS", NO_LIMITS + " " + tokens.javaOptions(),
                "HILO_INGEST_JAVA_OPTS", tokens.javaOptions()), DrainBench::parts);
                var database = bed.database(MESSAGING, MESSAGING);
                var looking = bed.database(MESSAGING, MESSAGING);
                var backlog = new Backlog(bed.settings())) {
            prepare(bed, database);
            try (var traffic = new LiveTraffic(kinds(bed), live);
                    var arrivals = new Arrivals(bed.settings(), looking, DIDS.getFirst())) {
                say("warm-up");
                backlog.put(DIDS, conversations, warmUp, 0, clock.instant());
                var _ = drain(bed, database, backlog);
                TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
                say("people alone");
                traffic.startOver();
                var _ = arrivals.take();
                TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
                var alone = traffic.times();
                var soon = arrivals.take();
                say("piling up");
                var before = count(database);
                try (var _ = Pause.of(bed.process(MESSAGING))) {
                    backlog.put(DIDS, conversations, texts, receipts, clock.instant());
                }
                say("draining");
                traffic.startOver();
                var drained = drain(bed, database, backlog);
                var meanwhile = traffic.times();
                var late = arrivals.take();
                var stored = count(database) - before;
                say("bare COPY");
                var bare = bareCopy(bed);
                print(drained, stored, alone, meanwhile, soon, late, arrivals.stillWaiting(), bare);
                traffic.refusals()
                        .forEach((answer, times) -> System.out.println("  not answered, " + times + " ×: " + answer));
                return 0;
            }
        }
    }

    private static List<Part> parts(Settings settings) {
        return List.of(new Postgres(settings), new Kafka(settings), new Simulator(settings),
                QuarkusService.messaging(settings), QuarkusService.ingest(settings));
    }

    /** Two numbers that may send, and a text of ours in each conversation that waits for its receipt. */
    private void prepare(TestBed bed, Connection database) throws IOException, InterruptedException, SQLException {
        for (var did : DIDS) {
            bed.control("numbers", """
                    {"TN":"%s","Sms":true,"Mms":true,"Tcr":"%s"}""".formatted(did, bed.settings().campaign()));
            PublishNumber.active(bed.settings(), did, clock.instant());
        }
        var did = "(array['%s','%s'])[1 + n %% 2]".formatted(DIDS.get(0), DIDS.get(1));
        execute(database, """
                insert into thread (id, did, external, last_message_at, last_inbound_at, last_seq, last_outbound_seq)
                select %1$s::uuid, %2$s, '+1305' || (3300000 + n), now(), now(), 1, 1
                from generate_series(0, %3$d) as n
                """.formatted(InsertedRows.group("n"), did, conversations - 1));
        execute(database, """
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body,
                    provider_msg_id, author, created_at, updated_at)
                select gen_random_uuid(), %1$s::uuid, 1, 1, 'OUTBOUND', 'SENT', %2$s, '+1305' || (3300000 + n),
                    'Your table for four is ready.', 'BENCH' || n, 'bench', now(), now()
                from generate_series(0, %3$d) as n
                """.formatted(InsertedRows.group("n"), did, conversations - 1));
        execute(database, "analyze");
        var load = new Load(1, 200);
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (load.send(1, list(bed)).count() == 0) {
            if (System.nanoTime() > deadline) {
                throw new BenchProblem("messaging lists nothing: " + load.send(1, list(bed)).others().keySet());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private Drained drain(TestBed bed, Connection database, Backlog backlog) throws InterruptedException, SQLException {
        var messaging = bed.process(MESSAGING);
        var postgres = bed.process("postgres");
        var cpu = Cpu.of(messaging);
        var databaseCpu = Cpu.of(postgres);
        var began = System.nanoTime();
        var left = backlog.left();
        while (left > 0 && System.nanoTime() - began < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            left = backlog.left();
        }
        var stored = Duration.ofNanos(System.nanoTime() - began);
        // What was written until now; live traffic goes on writing.
        var last = number(database, "select coalesce(max(id), 0) from outbox");
        while (number(database,
                "select count(*) from (select from outbox where id <= %d limit 1) as one".formatted(last)) > 0
                && System.nanoTime() - began < PATIENCE.toNanos() * 2) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return new Drained(stored, Duration.ofNanos(System.nanoTime() - began), left,
                Cpu.of(messaging).minus(cpu), Cpu.of(postgres).minus(databaseCpu));
    }

    private List<LiveTraffic.Kind> kinds(TestBed bed) {
        var list = kind("list", 200, list(bed));
        var open = kind("open", 200, n -> get(bed, "/api/threads/%s/messages?limit=50".formatted(thread())));
        var send = kind("send", 202, n -> send(bed, n));
        return List.of(list, open, list, open, send);
    }

    private static LiveTraffic.Kind kind(String name, int wanted, IntFunction<HttpRequest> requests) {
        return new LiveTraffic.Kind() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int wanted() {
                return wanted;
            }

            @Override
            public HttpRequest request(int n) {
                return requests.apply(n);
            }
        };
    }

    private IntFunction<HttpRequest> list(TestBed bed) {
        return _ -> get(bed, "/api/threads?limit=50");
    }

    private HttpRequest get(TestBed bed, String path) {
        return request(bed, path).GET().build();
    }

    private HttpRequest send(TestBed bed, int n) {
        var conversation = random.nextInt(conversations);
        return request(bed, "/api/messages/send").header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"from\":\"%s\",\"to\":\"%s\",\"body\":\"Of course. (%d)\"}".formatted(
                        Backlog.did(DIDS, conversation).value(), Backlog.contact(conversation).value(), n)))
                .build();
    }

    private HttpRequest.Builder request(TestBed bed, String path) {
        return HttpRequest.newBuilder(URI.create(bed.settings().url(Port.MESSAGING) + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", bearer);
    }

    private String thread() {
        return "00000000-0000-4000-8000-%012x".formatted(random.nextInt(conversations));
    }

    private Duration bareCopy(TestBed bed) throws SQLException {
        try (var administrator = bed.administrator()) {
            execute(administrator, "create database %s owner %s".formatted(BARE, MESSAGING));
        }
        Migrate.run(bed.settings().jdbcUrl(BARE), MESSAGING, MESSAGING,
                "filesystem:" + root.resolve("messaging-service/src/main/resources/db/migration").toAbsolutePath());
        try (var from = bed.administrator(MESSAGING); var into = bed.administrator(BARE)) {
            var copy = new BareCopy(from, into);
            var took = copy.outbox();
            for (var table : List.of("thread", "message", "inbound_delivery", "receipt")) {
                took = took.plus(copy.table(table));
            }
            return took;
        }
    }

    private void print(Drained drained, long stored, Map<String, LiveTraffic.Times> alone,
            Map<String, LiveTraffic.Times> meanwhile, List<Long> soon, List<Long> late, int waiting, Duration bare) {
        var piled = texts + receipts;
        var perSecond = Figures.perSecond(piled - drained.left(), drained.stored());
        // The bare copy also has what the warm-up and the live traffic wrote.
        var barePerSecond = Figures.perSecond(piled + warmUp, bare);
        var figures = new Figures("hilo bench drain: %d cores, Java %s, one messaging instance, %,d conversations"
                .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), conversations));
        figures.add("stored", Figures.rate(perSecond), "%,d texts and %,d receipts in %s%s".formatted(texts, receipts,
                Figures.seconds(drained.stored()), drained.left() == 0 ? "" : "; %,d left".formatted(drained.left())));
        figures.add("", "%,d".formatted(stored), "deliveries and receipts counted in the database, live ones too");
        figures.add("published", Figures.rate(Figures.perSecond(piled - drained.left(), drained.published())),
                "their events on Kafka, %s after the start".formatted(Figures.seconds(drained.published())));
        figures.add("CPU an event", Figures.millis(drained.cpu().dividedBy(Math.max(1, piled))),
                "of messaging, live requests too");
        figures.add("", Figures.millis(drained.databaseCpu().dividedBy(Math.max(1, piled))), "of PostgreSQL");
        meanwhile.forEach((kind, times) -> figures.add(kind.isEmpty() ? "live, all" : "live, " + kind,
                Figures.millis(times.most()), "99 %% of %,d; half %s, longest %s%s; alone: 99 %% %s%s".formatted(
                        times.good(), Figures.millis(times.half()), Figures.millis(times.longest()),
                        times.bad() == 0 ? "" : ", %d not answered".formatted(times.bad()),
                        Figures.millis(alone.get(kind) == null ? Duration.ZERO : alone.get(kind).most()),
                        kind.isEmpty() ? " (%s)".formatted(AIM) : "")));
        figures.add("new webhooks", Figures.millis(LiveTraffic.within(late, 0.5)),
                "until stored, half of %d; longest %s; %d still on their way; alone: half %s".formatted(late.size(),
                        Figures.millis(LiveTraffic.within(late, 1)), waiting,
                        Figures.millis(LiveTraffic.within(soon, 0.5))));
        figures.add("bare COPY", Figures.rate(barePerSecond),
                "the same rows and as many events, table by table, in %s".formatted(Figures.seconds(bare)));
        figures.add("ratio", Figures.ratio(perSecond / barePerSecond), "stored ÷ COPY");
        figures.print(System.out);
    }

    private static long count(Connection database) throws SQLException {
        return number(database, "select (select count(*) from inbound_delivery) + (select count(*) from receipt)");
    }

    private static long number(Connection database, String question) throws SQLException {
        try (var statement = database.createStatement(); var found = statement.executeQuery(question)) {
            if (!found.next()) {
                throw new BenchProblem("Nothing to measure: " + question);
            }
            return found.getLong(1);
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
