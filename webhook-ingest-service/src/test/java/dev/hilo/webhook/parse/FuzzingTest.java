package dev.hilo.webhook.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets Jazzer look for bytes that {@link ParseProperties} do not hold for, in a process of its own (it instruments what
 * it loads): a few seconds and always the same way in a test run, as long as wanted by {@code ./hilo fuzz MINUTES}, which
 * also keeps what it learned.
 */
class FuzzingTest {

    private static final Path FUZZ = Path.of("src/test/fuzz");
    private static final Path CORPUS = FUZZ.resolve("corpus");
    private static final Path ZOO = Path.of("../deploy/acceptance/src/test/resources/webhooks/bodies");
    private static final Path WORK = Path.of("target/fuzz");
    private static final int SHORT_RUNS = 20_000;
    private static final Duration SHORT = Duration.ofSeconds(8);

    @Test
    void findsNothing() throws IOException, InterruptedException {
        var minutes = Integer.getInteger("hilo.fuzz.minutes", 0);
        var found = Files.createDirectories(WORK.resolve("found"));
        var findings = new ArrayList<>(List.of(found.toString(), CORPUS.toString(), ZOO.toString(),
                "-dict=" + FUZZ.resolve("webhook.dict"), "-max_len=4096", "-timeout=10", "-rss_limit_mb=4096",
                "-print_final_stats=1"));
        findings.addAll(minutes == 0
                ? List.of("-seed=20261122", "-runs=" + SHORT_RUNS, "-max_total_time=" + SHORT.toSeconds())
                : List.of("-max_total_time=" + Duration.ofMinutes(minutes).toSeconds()));

        var output = jazzer(Duration.ofMinutes(minutes).plusMinutes(2), findings);

        assertThat(output).contains("stat::number_of_executed_units").doesNotContain("crashing input");
        if (minutes > 0) {
            keepWhatIsNew(found);
        }
    }

    /** Of what was found, what reaches something that neither the zoo nor the corpus does; the rest is forgotten. */
    private static void keepWhatIsNew(Path found) throws IOException, InterruptedException {
        var base = Files.createDirectories(WORK.resolve("base-" + System.nanoTime()));
        for (var known : List.of(CORPUS, ZOO)) {
            for (var file : filesOf(known)) {
                var _ = Files.copy(file, base.resolve(file.getFileName()));
            }
        }
        var before = filesOf(base);
        var _ = jazzer(Duration.ofMinutes(5), List.of("-merge=1", "-max_len=4096", base.toString(), found.toString()));
        for (var file : filesOf(base)) {
            if (!before.contains(file)) {
                var _ = Files.copy(file, CORPUS.resolve(file.getFileName()));
            }
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(".gitattributes")).toList();
        }
    }

    private static String jazzer(Duration patience, List<String> arguments) throws IOException, InterruptedException {
        var output = WORK.resolve("jazzer.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + ParseProperties.class.getName(),
                "--instrumentation_includes=dev.hilo.webhook.parse.**", "--reproducer_path=" + WORK,
                "-artifact_prefix=" + WORK + "/"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var written = Files.readString(output);
        assertThat(process.exitValue()).as(written).isZero();
        return written;
    }
}
