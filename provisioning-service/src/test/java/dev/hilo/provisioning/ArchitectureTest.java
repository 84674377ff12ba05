package dev.hilo.provisioning;

import java.util.Map;

import dev.hilo.platform.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.check("dev.hilo.provisioning");
    }

    @Test
    void everyPostTakesAnIdempotencyKey() {
        HouseRules.everyPostTakesAKey("dev.hilo.provisioning", Map.of());
    }
}
