package dev.hilo.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.benchmark.fanout.Broadcasts;
import dev.hilo.benchmark.fanout.IdleSockets;
import dev.hilo.benchmark.fanout.RawBroadcast;
import dev.hilo.benchmark.fanout.Webhooks;
import dev.hilo.local.kafka.Kafka;
import dev.hilo.local.postgres.Postgres;
import dev.hilo.local.running.Part;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a webhook to the browsers: how late a frame is, how many there are, and what a socket and a message cost. */
@Command(name = "fanout", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Webhook-to-frame latency, frames per second beside a raw Vert.x broadcast, memory of an idle socket, CPU of a message.")
final class FanoutBench implements Callable<Integer> {

    private static final String DID = "+17865551234";
    /** Webhooks a second. */
    private static final List<Integer> WARM_UP = List.of(100, 400, 800);
    private static final String HEAP = "-Xmx768m";
    private static final List<String> PATH_OF_A_MESSAGE = List.of("ingest", "messaging", "gateway", "kafka",
            "postgres");
    private static final Pattern HEAP_USED = Pattern.compile("used\\s+(\\d+)K");

    private final Path root;
    private final Clock clock = Clock.systemUTC();
    private final Tokens tokens = new Tokens();
    private final Figures figures = new Figures("hilo bench fanout: %d cores, Java %s, one instance of each service"
            .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature()));

    @Option(names = "--sockets", description = "That all may see the number.")
    private int sockets = 500;
    @Option(names = "--seconds", description = "Of each measurement.")
    private int seconds = 10;
    @Option(names = "--rounds", description = "Of the broadcast and of the raw one, in turn; the median counts.")
    private int rounds = 3;
    @Option(names = "--idle", description = "Sockets whose memory is measured; 0 for not at all.")
    private int idle = 10_000;
    @Option(names = "--rates", split = ",", description = "Webhooks a second.")
    private List<Integer> rates = List.of(200, 1_000);
    @Option(names = "--hops", description = "Also tell where the time goes; two more readers of Kafka share the machine then.")
    private boolean hops;
    @Option(names = "--warm-up", description = "Seconds at each of 100, 400 and 800 webhooks a second before.")
    private int warmUp = 20;
    @Option(names = "--only-latency", description = "Neither the broadcast nor the memory.")
    private boolean onlyLatency;
    @Option(names = "--only-broadcast", description = "Neither the latency nor the memory.")
    private boolean onlyBroadcast;

    FanoutBench(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = Map.of("HILO_MESSAGING_JAVA_OPTS", tokens.javaOptions(), "HILO_INGEST_JAVA_OPTS",
                tokens.javaOptions(), "HILO_GATEWAY_JAVA_OPTS", HEAP + " " + tokens.javaOptionsOfTheGateway());
        try (var bed = TestBed.start(root, options, FanoutBench::parts)) {
            PublishNumber.active(bed.settings(), DID, clock.instant());
            if (!onlyBroadcast) {
                latency(bed);
            }
            if (!onlyLatency) {
                broadcast(bed);
            }
            if (!onlyLatency && !onlyBroadcast && idle > 0) {
                memory(bed);
            }
            figures.print(System.out);
            return 0;
        }
    }

    private static List<Part> parts(Settings settings) {
        return List.of(new Postgres(settings), new Kafka(settings), QuarkusService.messaging(settings),
                QuarkusService.ingest(settings), QuarkusService.gateway(settings));
    }

    // ---- from the carrier's post to a frame

    private void latency(TestBed bed) throws IOException, InterruptedException {
        var intake = bed.settings().url(Port.INGEST) + "/webhooks/bulkvs?token=" + bed.settings().webhookSecret();
        List<String> arguments = new ArrayList<>(List.of(bed.settings().url(Port.GATEWAY), intake, DID, "10",
                Integer.toString(mostTexts()), hops ? bed.settings().kafkaBootstrapServers() : "-"));
        arguments.addAll(people(1));
        try (var webhooks = program(bed, Webhooks.class, "192m", arguments)) {
            webhooks.told();
            say("warm-up");
            for (var rate : WARM_UP) {
                webhooks.ask(rate + " " + warmUp);
            }
            for (var rate : rates) {
                say(rate + " webhooks a second");
                var before = cpu(bed);
                var told = webhooks.ask(rate + " " + seconds);
                var used = cpu(bed);
                used.replaceAll((part, time) -> time.minus(before.getOrDefault(part, Duration.ZERO)));
                print(rate, told, used);
                if (told.number("missing") > 0) {
                    lookFor(webhooks, bed);
                }
            }
        }
    }

    /** Of all runs: the program keeps the times of each text. */
    private int mostTexts() {
        return IntStream.concat(WARM_UP.stream().mapToInt(rate -> rate * warmUp),
                rates.stream().mapToInt(rate -> rate * seconds)).sum();
    }

    /** What was late, what a newer state took the place of, and what is lost: of the last there may be nothing. */
    private void lookFor(Program webhooks, TestBed bed) throws IOException, InterruptedException {
        try (var database = bed.database("messaging", "messaging")) {
            var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            var found = webhooks.ask("missing");
            while (found.number("missing") > found.number("superseded") && System.nanoTime() < deadline) {
                TimeUnit.SECONDS.sleep(1);
                found = webhooks.ask("missing");
            }
            figures.add("", "%,d".formatted(found.number("missing")),
                    "of those not seen even later, %,d of them as a newer state of the conversation was; stored are %,d of %,d"
                            .formatted(found.number("superseded"), stored(database, found),
                                    found.number("end") - found.number("first")));
        } catch (SQLException unanswered) {
            throw new BenchProblem("What is stored cannot be counted: " + unanswered.getMessage(), unanswered);
        }
    }

    private static long stored(Connection database, Program.Told run) throws SQLException {
        try (var statement = database.prepareStatement("""
                select count(distinct number) from
                    (select substring(body from '^bench-(\\d+) ')::int as number from message) as numbered
                where number >= ? and number < ?
                """)) {
            statement.setLong(1, run.number("first"));
            statement.setLong(2, run.number("end"));
            try (var counted = statement.executeQuery()) {
                return counted.next() ? counted.getLong(1) : 0;
            }
        }
    }

    private void print(int rate, Program.Told told, Map<String, Duration> used) {
        var sent = told.number("sent");
        figures.add("webhook to frame at %,d/s".formatted(rate), told.text("p50") + " ms", "half of them");
        figures.add("", told.text("p99") + " ms", "99 %%; the latest %s ms%s".formatted(told.text("max"),
                told.text("refused").equals("0") && told.text("missing").equals("0")
                        ? ""
                        : "; refused %s, missing %s".formatted(told.text("refused"), told.text("missing"))));
        if (hops) {
            for (var place : List.of("answered", "parsed", "event")) {
                figures.add("  " + place, told.text(place + "p50") + " ms",
                        "half of them; 99 %% %s ms".formatted(told.text(place + "p99")));
            }
        }
        var all = used.values().stream().reduce(Duration.ZERO, Duration::plus);
        figures.add("  CPU a message", micros(all, sent), String.join(", ",
                used.entrySet().stream().map(part -> part.getKey() + " " + micros(part.getValue(), sent)).toList()));
    }

    private static Map<String, Duration> cpu(TestBed bed) {
        Map<String, Duration> used = new LinkedHashMap<>();
        PATH_OF_A_MESSAGE.forEach(part -> used.put(part, Cpu.of(bed.process(part))));
        return used;
    }

    // ---- to many

    /** In turns, since whatever else runs here gets faster meanwhile; who is not measured rests, for both read every event. */
    private void broadcast(TestBed bed) throws IOException {
        var gateway = bed.process("gateway");
        say("%d sockets at the gateway, uncounted".formatted(sockets));
        var bytes = broadcast(bed, bed.settings().url(Port.GATEWAY)).text("bytes");
        List<Program.Told> ours = new ArrayList<>();
        List<Program.Told> raws = new ArrayList<>();
        try (var program = program(bed, RawBroadcast.class, "768m",
                List.of(bed.settings().kafkaBootstrapServers(), bytes))) {
            var address = "http://127.0.0.1:" + program.told().text("port");
            say("%d sockets at a raw broadcast, uncounted".formatted(sockets));
            alone(gateway, () -> broadcast(bed, address));
            for (var round = 1; round <= rounds; round++) {
                say("round %d of %d".formatted(round, rounds));
                ours.add(alone(program.process(), () -> broadcast(bed, bed.settings().url(Port.GATEWAY))));
                raws.add(alone(gateway, () -> broadcast(bed, address)));
            }
        }
        var mine = Figures.median(ours, FanoutBench::rate);
        var raw = Figures.median(raws, FanoutBench::rate);
        figures.add("frames, %d sockets".formatted(sockets), Figures.rate(rate(mine)), told(mine, ours));
        figures.add("raw Vert.x broadcast", Figures.rate(rate(raw)), told(raw, raws));
        figures.add("ratio", Figures.ratio(rate(mine) / rate(raw)), "frames a second; of the 99 % times "
                + Figures.ratio(raw.decimal("p99") / mine.decimal("p99")));
    }

    @FunctionalInterface
    private interface Measurement {

        Program.Told take() throws IOException;
    }

    @CanIgnoreReturnValue
    private static Program.Told alone(ProcessHandle resting, Measurement measurement) throws IOException {
        try (var _ = Pause.of(resting)) {
            return measurement.take();
        }
    }

    private static String told(Program.Told median, List<Program.Told> rounds) {
        return "median of %s; 99 %% within %s ms, %s bytes a frame".formatted(
                rounds.stream().map(round -> Figures.rate(rate(round))).collect(Collectors.joining(", ")),
                median.text("p99"), median.text("bytes"));
    }

    private Program.Told broadcast(TestBed bed, String address) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(address, bed.settings().kafkaBootstrapServers(), DID,
                Integer.toString(sockets), Integer.toString(seconds), Integer.toString(seconds)));
        arguments.addAll(people(5));
        try (var program = program(bed, Broadcasts.class, "384m", arguments)) {
            return program.told();
        }
    }

    private static double rate(Program.Told told) {
        return told.number("frames") / told.decimal("seconds");
    }

    // ---- that do nothing

    private void memory(TestBed bed) throws IOException, InterruptedException {
        say("%,d idle sockets".formatted(idle));
        var gateway = bed.process("gateway");
        var heapBefore = heapAfterCollection(gateway);
        var residentBefore = resident(gateway);
        List<String> arguments = new ArrayList<>(
                List.of(bed.settings().url(Port.GATEWAY), Integer.toString(idle), "700"));
        arguments.addAll(people(20));
        try (var program = program(bed, IdleSockets.class, "1g", arguments)) {
            program.told();
            TimeUnit.SECONDS.sleep(3);
            var heap = heapAfterCollection(gateway) - heapBefore;
            var resident = resident(gateway) - residentBefore;
            figures.add("memory, %,d idle sockets".formatted(idle), kib(heap / idle),
                    "of heap a socket, after a collection: %d MiB in all".formatted(heap >> 20));
            figures.add("", kib(resident / idle), "resident a socket, heap and all else: %d MiB in all, %d MiB before"
                    .formatted(resident >> 20, residentBefore >> 20));
        }
    }

    /** Of the JVM, twice, so that what the first one finalizes is gone too. */
    private static long heapAfterCollection(ProcessHandle jvm) throws IOException, InterruptedException {
        for (var i = 0; i < 2; i++) {
            var _ = output("jcmd", Long.toString(jvm.pid()), "GC.run");
        }
        var used = 0L;
        var found = HEAP_USED
                .matcher(output("jcmd", Long.toString(jvm.pid()), "GC.heap_info").split("Metaspace", 2)[0]);
        while (found.find()) {
            used += Long.parseLong(found.group(1)) << 10;
        }
        return used;
    }

    private static long resident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst()
                .orElseThrow(() -> new BenchProblem("The gateway does not run any more"));
    }

    // ---- how

    private Program program(TestBed bed, Class<?> main, String memory, List<String> arguments) {
        return Program.start(root, bed.settings().home().resolve("logs"), main, memory, arguments);
    }

    /** Managers, who see every number; more than one, since one person may have only so many sockets. */
    private List<String> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> tokens.of("bench" + i, "manager", clock.instant())).toList();
    }

    private static String output(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var _ = process.waitFor();
        return output;
    }

    private static String micros(Duration time, long count) {
        return String.format(Locale.ROOT, "%,.0f µs", time.toNanos() / 1e3 / Math.max(1, count));
    }

    private static String kib(long bytes) {
        return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }

    private static void say(String what) {
        System.err.println("  %-13s %s".formatted("bench", what));
    }
}
