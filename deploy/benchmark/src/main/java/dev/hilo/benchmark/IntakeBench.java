package dev.hilo.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.hilo.contracts.Topics;
import dev.hilo.local.kafka.Kafka;
import dev.hilo.local.running.Part;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The door, from the carrier's post to its answer, beside a program that only appends and answers. */
@Command(name = "intake", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Webhooks per second of one intake and how fast it answers, and their ratio to a raw Vert.x + Kafka program in the same run.")
final class IntakeBench implements Callable<Integer> {

    private static final String INGEST = "ingest";
    private static final String KAFKA = "kafka";
    private static final String PARSER_GROUP = "webhook-ingest-parser";
    /** One source is all that there is here. */
    private static final String NO_LIMITS = "-Dwebhook.verify.rate-per-second=1000000 -Dwebhook.verify.rate-burst=1000000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Path root;

    @Option(names = "--connections", description = "Of the carrier.")
    private int connections = 64;
    @Option(names = "--rounds", description = "Of each program at full load, in turn; the median counts.")
    private int rounds = 3;
    @Option(names = "--seconds", description = "Of each round.")
    private int seconds = 5;
    @Option(names = "--warm-up", description = "Seconds of each program before; after less the compiler has not finished.")
    private int warmUp = 45;
    @Option(names = "--conversations", description = "Contacts that write, in turn.")
    private int conversations = 1_000;

    IntakeBench(Path root) {
        this.root = root;
    }

    /**
     * One program under one load.
     *
     * @param cpu of the program
     * @param kafkaCpu of the broker meanwhile
     */
    private record Round(Load.Answers answers, Duration cpu, Duration kafkaCpu) {

        double perSecond() {
            return answers.perSecond();
        }
    }

    /** A program and how it is asked. */
    private record Program(String part, Port port, IntFunction<byte[]> requests) {
    }

    @Override
    public Integer call() throws Exception {
        try (var bed = TestBed.start(root,
                Map.of("HILO_INGEST_JAVA_OPTS", NO_LIMITS + " " + new Tokens().javaOptions()), IntakeBench::parts);
                var kafka = Admin.create(Map.of("bootstrap.servers", bootstrap(bed.settings())))) {
            var ours = new Program(INGEST, Port.INGEST, requests("/webhooks/bulkvs?token="
                    + bed.settings().webhookSecret()));
            var door = new Program(DoorAlone.NAME, DoorAlone.PORT, ours.requests());
            var raw = new Program(RawIntake.NAME, RawIntake.PORT, requests(RawIntakeProgram.KEYED));
            var bare = new Program(RawIntake.NAME, RawIntake.PORT, requests("/"));
            say("warm-up");
            var partitions = journal(kafka).size();
            kafka.createTopics(List.of(new NewTopic(RawIntake.TOPIC, partitions, (short) 1))).all().get();
            for (var program : List.of(raw, bare, ours, door)) {
                var _ = load(bed, program).asFastAsItGoes(Duration.ofSeconds(warmUp), program.requests());
            }
            var caughtUp = untilParsed(kafka);
            List<Round> rawFull = new ArrayList<>();
            List<Round> bareFull = new ArrayList<>();
            List<Round> doorFull = new ArrayList<>();
            List<Round> ourFull = new ArrayList<>();
            for (var round = 1; round <= rounds; round++) {
                say("round " + round);
                rawFull.add(full(bed, raw));
                bareFull.add(full(bed, bare));
                ourFull.add(full(bed, ours));
                caughtUp = untilParsed(kafka);
                pause(bed, true);
                doorFull.add(full(bed, door));
                pause(bed, false);
                var _ = untilParsed(kafka);
            }
            List<Round> rawHalf = new ArrayList<>();
            List<Round> ourHalf = new ArrayList<>();
            var rawPace = Figures.median(rawFull, Round::perSecond).perSecond() / 2;
            var ourPace = Figures.median(ourFull, Round::perSecond).perSecond() / 2;
            for (var round = 1; round <= rounds; round++) {
                say("half load " + round);
                rawHalf.add(paced(bed, raw, rawPace));
                ourHalf.add(paced(bed, ours, ourPace));
                var _ = untilParsed(kafka);
            }
            print(rawFull, bareFull, doorFull, ourFull, rawHalf, ourHalf, caughtUp);
            return 0;
        }
    }

    private static List<Part> parts(Settings settings) {
        return List.of(new Kafka(settings), QuarkusService.ingest(settings), new DoorAlone(settings),
                new RawIntake(settings));
    }

    /** The whole intake reads the same journal as the door alone writes; it is stopped for as long as that is measured. */
    private static void pause(TestBed bed, boolean stop) throws IOException, InterruptedException {
        var signal = new ProcessBuilder("kill", stop ? "-STOP" : "-CONT", Long.toString(bed.process(INGEST).pid()))
                .inheritIO().start();
        if (signal.waitFor() != 0) {
            throw new BenchProblem("The intake could not be " + (stop ? "stopped" : "continued"));
        }
    }

    private static String bootstrap(Settings settings) {
        return "127.0.0.1:" + settings.port(Port.KAFKA);
    }

    private SocketLoad load(TestBed bed, Program program) {
        return new SocketLoad(bed.settings().port(program.port()), connections);
    }

    private Round full(TestBed bed, Program program) {
        return measured(bed, program,
                () -> load(bed, program).asFastAsItGoes(Duration.ofSeconds(seconds), program.requests()));
    }

    private Round paced(TestBed bed, Program program, double perSecond) {
        return measured(bed, program,
                () -> load(bed, program).paced(Duration.ofSeconds(2L * seconds), perSecond, program.requests()));
    }

    private static Round measured(TestBed bed, Program program, Supplier<Load.Answers> load) {
        var process = bed.process(program.part());
        var broker = bed.process(KAFKA);
        var cpu = Cpu.of(process);
        var brokerCpu = Cpu.of(broker);
        var answers = load.get();
        return new Round(answers, Cpu.of(process).minus(cpu), Cpu.of(broker).minus(brokerCpu));
    }

    /** A text as the carrier posts it, each another one. */
    private IntFunction<byte[]> requests(String address) {
        var head = "POST " + address + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n"
                + "Content-Type: application/json\r\nContent-Length: ";
        return n -> {
            var body = "{\"RefId\":\"%08X\",\"From\":\"1305%07d\",\"To\":[\"17865551234\"],\"Message\":"
                    .formatted(n, 3_300_000 + n % conversations)
                    + "\"Is+table+" + n + "+still+free%3F+We+are+four%2C+one+of+us+small.\",\"DeliveryReceipt\":false}";
            return (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
        };
    }

    /** Waits until the parser has read all that was journalled, so that it takes nothing from the next round. */
    private static Duration untilParsed(Admin kafka) throws InterruptedException, ExecutionException {
        var began = System.nanoTime();
        while (behind(kafka) > 0) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new BenchProblem("After %d s the parser is still %,d deliveries behind"
                        .formatted(PATIENCE.toSeconds(), behind(kafka)));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static long behind(Admin kafka) throws InterruptedException, ExecutionException {
        var partitions = journal(kafka);
        var ends = kafka.listOffsets(partitions.stream()
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()))).all().get();
        var read = kafka.listConsumerGroupOffsets(PARSER_GROUP).partitionsToOffsetAndMetadata().get();
        return partitions.stream().mapToLong(partition -> {
            var committed = read.get(partition);
            return Objects.requireNonNull(ends.get(partition)).offset() - (committed == null ? 0 : committed.offset());
        }).sum();
    }

    private static List<TopicPartition> journal(Admin kafka) throws InterruptedException, ExecutionException {
        var topics = kafka.describeTopics(List.of(Topics.WEBHOOK_DELIVERIES)).allTopicNames().get();
        return topics.values().stream().flatMap(topic -> topic.partitions().stream())
                .map(partition -> new TopicPartition(Topics.WEBHOOK_DELIVERIES, partition.partition())).toList();
    }

    private void print(List<Round> rawFull, List<Round> bareFull, List<Round> doorFull, List<Round> ourFull,
            List<Round> rawHalves, List<Round> ourHalves, Duration caughtUp) {
        var raw = Figures.median(rawFull, Round::perSecond);
        var ours = Figures.median(ourFull, Round::perSecond);
        var figures = new Figures(
                "hilo bench intake: %d cores, Java %s, %d connections, one intake with its parser, one Kafka, all on this machine"
                        .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature(),
                                connections));
        figures.add("intake", Figures.rate(ours.perSecond()), rates(ourFull));
        latency(figures, ours);
        var door = Figures.median(doorFull, Round::perSecond);
        figures.add("door alone", Figures.rate(door.perSecond()), rates(doorFull));
        latency(figures, door);
        figures.add("raw", Figures.rate(raw.perSecond()), rates(rawFull));
        latency(figures, raw);
        var bare = Figures.median(bareFull, Round::perSecond);
        figures.add("raw, without keys", Figures.rate(bare.perSecond()), rates(bareFull));
        latency(figures, bare);
        figures.add("ratio", Figures.ratio(ours.perSecond() / raw.perSecond()), "intake ÷ raw, requests a second");
        figures.add("", Figures.ratio(door.perSecond() / raw.perSecond()), "door alone ÷ raw");
        figures.add("", Figures.ratio(ours.perSecond() / bare.perSecond()), "intake ÷ raw without keys");
        figures.add("", Figures.ratio(door.perSecond() / bare.perSecond()), "door alone ÷ raw without keys");
        var ourHalf = Figures.median(ourHalves, IntakeBench::tail);
        figures.add("intake at half", Figures.rate(ourHalf.perSecond()), "asked for at an even pace");
        latency(figures, ourHalf, tails(ourHalves));
        var rawHalf = Figures.median(rawHalves, IntakeBench::tail);
        figures.add("raw at half", Figures.rate(rawHalf.perSecond()), "");
        latency(figures, rawHalf, tails(rawHalves));
        figures.add("CPU a request", cpu(ours.cpu(), ours), "of the intake, with what its parser did meanwhile");
        figures.add("", cpu(ours.kafkaCpu(), ours), "of Kafka meanwhile");
        figures.add("", cpu(door.cpu(), door), "of the door alone");
        figures.add("", cpu(door.kafkaCpu(), door), "of Kafka meanwhile");
        figures.add("", cpu(raw.cpu(), raw), "of the raw program");
        figures.add("", cpu(raw.kafkaCpu(), raw), "of Kafka meanwhile");
        figures.add("", cpu(bare.cpu(), bare), "of the raw program without keys");
        figures.add("", cpu(bare.kafkaCpu(), bare), "of Kafka meanwhile");
        figures.add("CPU at half", cpu(ourHalf.cpu(), ourHalf), "of the intake");
        figures.add("parsed", Figures.seconds(caughtUp), "after the last answer of the last round, everything");
        figures.print(System.out);
        for (var round : List.of(ours, door, raw, ourHalf, rawHalf)) {
            round.answers().others()
                    .forEach((answer, times) -> System.out.println("  not answered 200, " + times + " ×: " + answer));
        }
    }

    private static void latency(Figures figures, Round round) {
        latency(figures, round, "");
    }

    private static void latency(Figures figures, Round round, String remark) {
        figures.add("  half of them within", Figures.millis(round.answers().within(0.5)), "");
        figures.add("  99 % within", Figures.millis(round.answers().within(0.99)), remark);
    }

    private static double tail(Round round) {
        return round.answers().within(0.99).toNanos();
    }

    private static String rates(List<Round> rounds) {
        return spread(rounds, round -> Figures.rate(round.perSecond()));
    }

    private static String tails(List<Round> rounds) {
        return spread(rounds, round -> Figures.millis(round.answers().within(0.99)));
    }

    private static String spread(List<Round> rounds, Function<Round, String> figure) {
        return "median of " + rounds.stream().map(figure).collect(Collectors.joining(", "));
    }

    private static String cpu(Duration used, Round round) {
        return Math.round(used.toNanos() / 1e3 / Math.max(1, round.answers().count())) + " µs";
    }

    private static void say(String what) {
        System.err.println("  %-13s %s".formatted("bench", what));
    }
}
