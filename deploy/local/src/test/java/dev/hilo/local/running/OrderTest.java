package dev.hilo.local.running;

import java.nio.file.Path;
import java.util.List;

import dev.hilo.local.running.Part.Tier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderTest {

    private final Part postgres = part("postgres", Tier.STORE);
    private final Part kafka = part("kafka", Tier.BROKER);
    private final Part keycloak = part("keycloak", Tier.SUPPORT);
    private final Part messaging = part("messaging", Tier.CORE, "postgres", "kafka");
    private final Part gateway = part("gateway", Tier.EDGE, "kafka");

    @Test
    void startsNothingBeforeWhatItNeeds() {
        assertThat(Order.ofStarting(List.of(gateway, messaging, keycloak, kafka, postgres)))
                .containsExactly(keycloak, kafka, postgres, gateway, messaging);
    }

    @Test
    void doesNotWaitForWhatIsNotThere() {
        assertThat(Order.ofStarting(List.of(messaging, kafka))).containsExactly(kafka, messaging);
    }

    @Test
    void refusesACircle() {
        assertThatThrownBy(() -> Order.ofStarting(List.of(part("a", Tier.CORE, "b"), part("b", Tier.CORE, "a"))))
                .hasMessageContaining("[a, b]");
    }

    @Test
    void stopsWhatTakesWorkFirstAndWhatKeepsItLast() {
        assertThat(Order.ofStopping(List.of(postgres, kafka, keycloak, messaging, gateway)))
                .containsExactly(List.of(gateway), List.of(messaging), List.of(keycloak), List.of(kafka),
                        List.of(postgres));
    }

    private static Part part(String name, Tier tier, String... needs) {
        return ShellPart.thatRuns(name, tier, Path.of("."), needs);
    }
}
