package dev.hilo.simulator;

import java.nio.file.Path;
import java.util.Map;

import dev.hilo.simulator.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateFileTest {

    private static final String OURS = CarrierTest.OURS;

    @TempDir
    private Path folder;

    @Test
    void aRestartKeepsNumbersWebhooksAndAssignments() {
        String before;
        try (var carrier = start(); var client = new Client(carrier)) {
            client.api("POST", "orderTn", Map.of("TN", OURS));
            client.api("PUT", "webHooks", Map.of("Webhook", "hilo", "Url", "http://127.0.0.1:1/in", "Dlr", true));
            client.api("POST", "tnRecord", Map.of("TN", OURS, "Sms", true, "Webhook", "hilo", "Tcr", "C0DEMO1"));
            before = client.api("GET", "tnRecord").body() + client.api("GET", "webHooks").body();
        }

        try (var carrier = start(); var client = new Client(carrier)) {
            assertThat(client.api("GET", "tnRecord").body() + client.api("GET", "webHooks").body()).isEqualTo(before);
        }
    }

    @Test
    void aRestartDoesNotGiveTheSameRefIdsAgain() {
        assertThat(firstRefId()).isNotEqualTo(firstRefId());
    }

    @Test
    void aTakenPortIsSaid() {
        try (var carrier = Simulator.start(SimulatorSettings.forTests())) {
            var port = Integer.parseInt(carrier.baseUrl().replaceAll(".*:", ""));

            assertThatThrownBy(() -> Simulator.start(SimulatorSettings.forTests().port(port)))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("127.0.0.1:" + port);
        }
    }

    private String firstRefId() {
        try (var carrier = start(); var client = new Client(carrier)) {
            carrier.control().number(Json.object().put("TN", OURS).put("Sms", true).put("Tcr", "C0DEMO1"));
            return client.send(OURS, CarrierTest.CUSTOMER, "hola").json().path("RefId").asText();
        }
    }

    private Simulator start() {
        return Simulator
                .start(SimulatorSettings.forTests().stateFile(folder.resolve("state").resolve("simulator.json")));
    }
}
