package dev.hilo.messaging;

import java.util.Map;

import dev.hilo.platform.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.check("dev.hilo.messaging");
    }

    @Test
    void everyPostTakesAnIdempotencyKey() {
        HouseRules.everyPostTakesAKey("dev.hilo.messaging", Map.of());
    }
}
