package dev.hilo.local.process;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TakenPortsTest {

    @Test
    void namesThePartAndTheVariableThatMovesIt() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken(other.getLocalPort())).singleElement().asString()
                    .startsWith("Port %d (gateway) is taken".formatted(other.getLocalPort()))
                    .contains("HILO_GATEWAY_PORT=");
        }
    }

    @Test
    void seesWhoListensOnAllAddresses() throws Exception {
        try (var other = new ServerSocket(0)) {
            assertThat(taken(other.getLocalPort())).hasSize(1);
        }
    }

    @Test
    void aFreePortIsNoNews() throws Exception {
        int free;
        try (var other = new ServerSocket(0)) {
            free = other.getLocalPort();
        }

        assertThat(taken(free)).isEmpty();
    }

    @Test
    void proposesAPortThatExists() {
        assertThat(TakenPorts.sentence(Port.KAFKA, 60_000)).endsWith("HILO_KAFKA_PORT=50000");
    }

    private static List<String> taken(int port) {
        var settings = Settings.of(Path.of("."), Map.of("HILO_GATEWAY_PORT", Integer.toString(port)));
        return TakenPorts.among(List.of(Port.GATEWAY), settings);
    }
}
