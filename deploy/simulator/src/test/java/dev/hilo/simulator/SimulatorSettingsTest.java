package dev.hilo.simulator;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatorSettingsTest {

    @Test
    void anEmptyEnvironmentMeansLoopbackAndTheLocalCredentials() {
        var settings = SimulatorSettings.fromEnvironment(Map.of());

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.credentials().user()).isEqualTo("hilo");
        assertThat(settings.credentials().secret()).isEqualTo("hilo-secret");
        assertThat(settings.stateFile()).isNull();
        assertThat(settings.kept()).isEqualTo(20_000);
    }

    @Test
    void everyVariableCounts() {
        var settings = SimulatorSettings.fromEnvironment(Map.of("HILO_SIMULATOR_HOST", "0.0.0.0", "HILO_SIMULATOR_PORT",
                "9",
                "HILO_SIMULATOR_SEED", "42", "HILO_SIMULATOR_STATE", "x/y.json", "HILO_SIMULATOR_PUBLIC_URL",
                "http://simulator:8090", "HILO_SIMULATOR_KEEP", "5", "BULKVS_API_KEY", "k", "BULKVS_API_SECRET", "s"));

        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(9);
        assertThat(settings.seed()).isEqualTo(42);
        assertThat(settings.stateFile()).isEqualTo(Path.of("x/y.json"));
        assertThat(settings.publicUrl()).isEqualTo("http://simulator:8090");
        assertThat(settings.kept()).isEqualTo(5);
        assertThat(settings.credentials().toString()).contains("k").doesNotContain("secret=s");
    }

    @Test
    void aPortThatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> SimulatorSettings.fromEnvironment(Map.of("HILO_SIMULATOR_PORT", "eight")))
                .hasMessageContaining("HILO_SIMULATOR_PORT");
    }
}
