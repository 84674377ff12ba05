package dev.hilo.messaging.carrier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.testing.Soon;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@WholeService
class HttpCarrierTest implements CarrierContract {

    @Inject
    Carrier carrier;

    private PhoneNumber from;
    private final PhoneNumber to = World.aContact();

    @BeforeEach
    void aNumberAtTheCarrier() {
        from = World.aNumber();
        CarrierForTests.own(from);
    }

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.allIsWell();
    }

    @Override
    public Carrier carrierThatIs(Mood mood) {
        switch (mood) {
            case WELL -> CarrierForTests.allIsWell();
            case RATE_LIMITED -> CarrierForTests.faults(to, "429", Map.of());
            case FORBIDDEN -> CarrierForTests.faults(to, "403", Map.of());
            case FAILED_INSIDE_200 -> CarrierForTests.faults(to, "200-error", Map.of());
            case HTML_500 -> CarrierForTests.faults(to, "html500", Map.of());
            case BREAKS_OFF -> CarrierForTests.faults(to, "reset", Map.of());
            case SILENT_AFTER_ACCEPTING -> CarrierForTests.faults(to, "timeout-after-accept", Map.of());
        }
        return carrier;
    }

    @Override
    public CarrierMessage message(String text) {
        return CarrierContract.aMessage(from, to, text);
    }

    @Test
    void speaksTheCarriersLanguage() {
        var outcome = carrier.send(new CarrierMessage(from, to, "", List.of("https://hilo.example/media/1"))).await()
                .indefinitely();
        assertThat(outcome.outcome()).isInstanceOf(Outcome.Accepted.class);
        assertThat(CarrierForTests.sentTo(to)).last().satisfies(sent -> {
            var request = sent.path("request");
            assertThat(request.path("From").asText()).isEqualTo(from.value().substring(1));
            assertThat(request.path("To").size()).isEqualTo(1);
            assertThat(request.path("Message").asText("absent")).isEmpty();
            assertThat(request.path("MediaURLs").path(0).asText()).isEqualTo("https://hilo.example/media/1");
        });
    }

    @Test
    void whatIsWrittenDownOfACallHasNeitherNumbersNorTextsNorCredentials() {
        var answered = carrier
                .send(new CarrierMessage(from, to, "canary of a text", List.of("https://canary.example/1")))
                .await().indefinitely();
        assertThat(answered.outcome()).isInstanceOf(Outcome.Accepted.class);
        var refId = ((Outcome.Accepted) answered.outcome()).refId();

        var recorded = Soon.await().until(HttpCarrierTest::recorded, all -> all.contains(refId));

        assertThat(recorded).contains("/messageSend", "<text of 16>").doesNotContain("canary", "hilo-secret",
                "aGlsbzpoaWxvLXNlY3JldA==", from.carrierDigits(), to.carrierDigits());
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
}
