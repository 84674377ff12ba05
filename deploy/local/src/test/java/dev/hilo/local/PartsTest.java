package dev.hilo.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Settings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartsTest {

    @Test
    void theWholeSystemIsFourServicesAndWhatTheyStandOn() {
        assertThat(chosen(Map.of())).containsExactlyInAnyOrder("postgres", "kafka", "keycloak", "simulator",
                "provisioning", "messaging", "ingest", "gateway");
    }

    @Test
    void anotherCarrierNeedsNoSimulator() {
        assertThat(chosen(Map.of("BULKVS_API_BASE", "http://127.0.0.1:7777/api/v1.0"))).doesNotContain("simulator");
    }

    @Test
    void aFewCanBeChosen() {
        assertThat(chosen(Map.of(), "kafka", "simulator")).containsExactly("kafka", "simulator");
    }

    @Test
    void aWrongNameIsAnsweredWithTheRightOnes() {
        assertThatThrownBy(() -> chosen(Map.of(), "kafka", "rabbit")).hasMessageContaining("rabbit")
                .hasMessageContaining("messaging");
    }

    private static List<String> chosen(Map<String, String> env, String... only) {
        return Parts.chosen(Settings.of(Path.of("."), env), List.of(only)).stream().map(Part::name).toList();
    }
}
