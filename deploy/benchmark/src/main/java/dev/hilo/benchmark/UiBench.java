package dev.hilo.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.local.kafka.Kafka;
import dev.hilo.local.keycloak.Keycloak;
import dev.hilo.local.postgres.Postgres;
import dev.hilo.local.running.Part;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.service.Simulator;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How the page feels: the production build in Chromium, served by the packaged gateway, with as many conversations as
 * wanted behind it. Beside each figure stands what is aimed at; nothing fails by it, machines differ.
 */
@Command(name = "ui", mixinStandardHelpOptions = true, showDefaultValues = true, description = "How the page feels in Chromium: what it loads, how soon it shows and answers, how soon another conversation stands there.")
final class UiBench implements Callable<Integer> {

    private static final List<String> DIDS = List.of("+17865551234", "+17865550100");
    private static final String TOOLS = "chat-gateway/src/main/webui/";
    private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Clock clock = Clock.systemUTC();

    @Option(names = "--threads", description = "Conversations of two numbers.")
    private int threads = 5_000;
    @Option(names = "--messages", description = "Texts in all of them together.")
    private int messages = 100_000;
    @Option(names = "--loads", description = "Visits; the first one finds nothing in the browser's cache.")
    private int loads = 6;
    @Option(names = "--rounds", description = "Of everything else.")
    private int rounds = 5;
    @Option(names = "--warm-up", description = "Rounds before, while the services compile on the same processors.")
    private int warmUp = 4;
    @Option(names = "--slow-down", description = "Of the browser's processor, for all but the first switches.")
    private int slowDown = 4;

    UiBench(Path root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        try (var bed = TestBed.start(root, Map.of(), UiBench::parts)) {
            for (var did : DIDS) {
                PublishNumber.active(bed.settings(), did, clock.instant());
            }
            System.err.println("  bench         conversations");
            try (var database = bed.database("messaging", "messaging")) {
                write(database);
            }
            System.err.println("  bench         browser");
            print(measured(bed.settings()));
            return 0;
        }
    }

    private static List<Part> parts(Settings settings) {
        return List.of(new Postgres(settings), new Kafka(settings), new Keycloak(settings), new Simulator(settings),
                QuarkusService.messaging(settings), QuarkusService.provisioning(settings),
                QuarkusService.ingest(settings), QuarkusService.gateway(settings));
    }

    /** Spread evenly: the newest conversations, which are looked at, have as many texts as the others. */
    private void write(Connection database) throws SQLException {
        var each = Math.max(1, messages / threads);
        try (var statement = database.createStatement()) {
            statement.execute("""
                    insert into thread (id, did, external, last_message_at, last_inbound_at, last_seq, inbound_count,
                        unanswered, waiting_since, last_message_id, last_message_direction, last_message_status,
                        last_message_preview, last_message_media)
                    select md5('thread ' || n)::uuid, (array['%s','%s'])[1 + n %% 2], '+1305' || (3300000 + n),
                        now() - n * interval '1 minute', now() - n * interval '1 minute', %3$d, (%3$d + 1) / 2, true,
                        now() - n * interval '1 minute', md5('message ' || n || ' ' || %3$d)::uuid, 'INBOUND',
                        'RECEIVED', 'Hola, ¿me confirman la cita de mañana?', 0
                    from generate_series(1, %4$d) as n
                    """.formatted(DIDS.get(0), DIDS.get(1), each, threads));
            statement.execute("""
                    insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, author,
                        inbound_no, created_at, updated_at)
                    select md5('message ' || n || ' ' || seq)::uuid, md5('thread ' || n)::uuid, seq, seq,
                        case when seq %% 2 = %2$d %% 2 then 'INBOUND' else 'OUTBOUND' end,
                        case when seq %% 2 = %2$d %% 2 then 'RECEIVED' else 'DELIVERED' end,
                        t.did, t.external, 'Hola, ¿me confirman la cita de mañana? Somos ' || (seq %% 7) || ' personas.',
                        case when seq %% 2 = %2$d %% 2 then null else 'ana' end,
                        case when seq %% 2 = %2$d %% 2 then (seq + 1) / 2 end,
                        t.last_message_at - (%2$d - seq) * interval '7 minutes',
                        t.last_message_at - (%2$d - seq) * interval '7 minutes'
                    from generate_series(1, %1$d) as n join thread t on t.id = md5('thread ' || n)::uuid,
                        generate_series(1, %2$d) as seq
                    """.formatted(threads, each));
            statement.execute("analyze");
        }
    }

    private JsonNode measured(Settings settings) throws IOException, InterruptedException {
        var asked = JSON.writeValueAsString(Map.of("base", "http://localhost:" + settings.port(Port.GATEWAY), "user",
                "marta", "loads", loads, "rounds", rounds, "warmUp", warmUp, "slowDown", slowDown, "chromium",
                browser().toString(),
                "tools", root.resolve(TOOLS).toUri().toString()));
        var process = new ProcessBuilder("node",
                root.resolve("deploy/benchmark/src/main/ui/measure.mjs").toString(), asked)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchProblem("The browser could not be measured");
        }
        return JSON.readTree(told);
    }

    private static Path browser() {
        var named = System.getenv("HILO_CHROMIUM");
        return named != null
                ? Path.of(named)
                : BROWSERS.stream().filter(Files::isExecutable).findFirst().orElseThrow(() -> new BenchProblem(
                        "No Chromium found: install it (Debian: apt-get install chromium) or set HILO_CHROMIUM"));
    }

    private void print(JsonNode told) {
        var figures = new Figures("hilo bench ui: %d cores, %,d conversations, the browser %d× slower where it says ÷%d"
                .formatted(Runtime.getRuntime().availableProcessors(), threads, slowDown, slowDown));
        var slowed = "÷" + slowDown;
        figures.add("initial scripts", kib(told.path("scripts").asLong()), "compressed; aim 150 KiB");
        figures.add("largest paint " + slowed, millis(told.at("/lcp/p50")),
                "median of %d visits, worst %s; aim 1,000 ms"
                        .formatted(loads - 1, millis(told.at("/lcp/worst"))));
        figures.add("", millis(told.path("lcpCold")), "with nothing in the cache");
        var way = told.path("way");
        figures.add("", "",
                "of the visit in the middle: page %s, scripts %s, who is here %s, list %s, first paint %s ms"
                        .formatted(span(way.path("page")), span(way.path("scripts")), span(way.path("me")),
                                span(way.path("threads")), way.path("painted").asText()));
        figures.add("", "", "the largest: " + way.path("what").asText());
        figures.add("interaction to next paint " + slowed, millis(told.path("inp")),
                "98 %% of %d interactions; aim 100 ms".formatted(told.path("interactions").asInt()));
        figures.add("another conversation", millis(told.at("/switched/p50")), "median; 95 %% within %s; aim 80 ms"
                .formatted(millis(told.at("/switched/p95"))));
        figures.add("another conversation " + slowed, millis(told.at("/switchedSlow/p50")), "median; 95 %% within %s"
                .formatted(millis(told.at("/switchedSlow/p95"))));
        figures.add("a bubble after Enter " + slowed, told.path("bubbleFrames").asText(),
                "frames at most; 1 is the very frame of the key");
        figures.add("layout shift", "%.4f".formatted(told.path("shift").asDouble()),
                "of all that was done; at load %.4f".formatted(told.path("shiftAtLoad").asDouble()));
        figures.print(System.out);
        kinds(told.path("kinds"), slowed).print(System.out);
        if (!told.path("shifts").isEmpty()) {
            shifts(told.path("shifts")).print(System.out);
        }
    }

    /** Which interaction is slow, and in which part of it: before the page hears of it, in its code, or until drawn. */
    private static Figures kinds(JsonNode kinds, String slowed) {
        var figures = new Figures("interaction to next paint " + slowed + ", by what was done, the slowest first");
        for (var kind : kinds) {
            var worst = kind.path("of");
            figures.add(kind.path("kind").asText(), millis(kind.path("p50")),
                    "median of %d, worst %s: waited %s, worked %s, drawn after %s (%s)".formatted(
                            kind.path("count").asInt(), millis(kind.path("worst")), millis(worst.path("waited")),
                            millis(worst.path("worked")), millis(worst.path("drawn")), worst.path("name").asText()));
        }
        return figures;
    }

    private static Figures shifts(JsonNode shifts) {
        var figures = new Figures("what moved by itself");
        for (var shift : shifts) {
            figures.add(shift.path("kind").asText(), "%.4f".formatted(shift.path("value").asDouble()),
                    "%d times: %s by %s".formatted(shift.path("count").asInt(), shift.path("what").asText(),
                            shift.path("by")));
        }
        return figures;
    }

    private static String span(JsonNode times) {
        return times.path(0).asText() + "–" + times.path(1).asText();
    }

    private static String millis(JsonNode time) {
        return String.format(Locale.ROOT, "%,.0f ms", time.asDouble());
    }

    private static String kib(long bytes) {
        return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
}
