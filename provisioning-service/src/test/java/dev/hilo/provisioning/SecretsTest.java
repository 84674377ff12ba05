package dev.hilo.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

/** Canary search: the token and the whole number must not be in any log line or answer that has no business with them. */
@QuarkusTest
class SecretsTest {

    @Test
    void neitherTheTokenNorTheNumberReachesALogOrAnAnswer() {
        var lines = new Lines();
        Logger.getLogger("").addHandler(lines);
        try {
            var did = SimulatedCarrier.forSale();
            SimulatedCarrier.faults(Map.of("api", "html500", "apiOn", "POST/tnRecord", "times", 1));
            Tokens.marta().body(Map.of("did", did.value(), "teams", List.of("support")))
                    .post("/api/numbers/provision").then().statusCode(202);
            Soon.await().untilAsserted(() -> Tokens.marta().get("/api/numbers/{did}/order", did.value()).then()
                    .body("state", is("done")));

            var answers = List
                    .of("/api/numbers", "/api/numbers/" + did.value(), "/api/numbers/" + did.value() + "/order",
                            "/api/numbers/" + did.value() + "/drift", "/q/metrics")
                    .stream()
                    .map(path -> Tokens.marta().get(path).asString()).toList();

            assertThat(answers).noneMatch(answer -> answer.contains(Canary.WEBHOOK_TOKEN));
            assertThat(answers.getLast()).doesNotContain(did.carrierDigits());
            assertThat(lines.seen).isNotEmpty().noneMatch(line -> line.contains(Canary.WEBHOOK_TOKEN))
                    .noneMatch(line -> line.contains(did.carrierDigits()));
        } finally {
            Logger.getLogger("").removeHandler(lines);
            SimulatedCarrier.calm();
        }
    }

    @Test
    void neitherReachesTheRecordOfCallsToTheCarrier() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.wipe();
        try {
            Tokens.marta().body(Map.of("did", did.value())).post("/api/numbers/provision").then().statusCode(202);
            Soon.await().untilAsserted(() -> Tokens.marta().get("/api/numbers/{did}/order", did.value()).then()
                    .body("state", is("done")));
            Tokens.marta().get("/api/account").then().statusCode(200);

            var recorded = Soon.await().until(SecretsTest::recorded,
                    all -> all.contains("/orderTn") && all.contains("/webHooks")
                            && all.contains("/accountDetail"));
            assertThat(recorded).doesNotContain(Canary.WEBHOOK_TOKEN, did.carrierDigits(),
                    did.carrierDigits().substring(1),
                    "hilo-secret", Base64.getEncoder().encodeToString("hilo:hilo-secret".getBytes(UTF_8)), "3591344");
        } finally {
            SimulatedCarrier.calm();
        }
    }

    private static String recorded() throws IOException {
        var folder = Path.of(ConfigProvider.getConfig().getValue(CarrierForTests.RECORDER, String.class));
        var all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static final class Lines extends Handler {

        private static final PatternFormatter FORMAT = new PatternFormatter("%s%e");

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            seen.add(FORMAT.format(line));
            for (var cause = line.getThrown(); cause != null; cause = cause.getCause()) {
                seen.add(String.valueOf(cause));
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
