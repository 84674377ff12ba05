package dev.hilo.messaging.carrier;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

import dev.hilo.messaging.outbound.OutboundConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers of the guard are settings, and they fit one another: one turned alone must not break another's promise. */
class GuardTest {

    private static final String GUARD = "quarkus.fault-tolerance.\"" + GuardedBulkVs.class.getName() + "/send\".";

    private static final OutboundConfig OUTBOUND = new SmallRyeConfigBuilder().addDiscoveredConverters()
            .withMapping(OutboundConfig.class).build().getConfigMapping(OutboundConfig.class);

    private final Properties settings = new Properties();

    @BeforeEach
    void theShippedSettings() throws IOException {
        try (var file = new FileInputStream("src/main/resources/application.properties")) {
            settings.load(file);
        }
    }

    @Test
    void everyNumberIsASetting() {
        assertThat(settings.stringPropertyNames().stream().filter(name -> name.startsWith(GUARD))
                .map(name -> name.substring(GUARD.length())))
                .containsExactlyInAnyOrder("timeout.value", "timeout.unit", "bulkhead.value",
                        "bulkhead.waiting-task-queue", "circuit-breaker.request-volume-threshold",
                        "circuit-breaker.failure-ratio", "circuit-breaker.delay", "circuit-breaker.delay-unit",
                        "circuit-breaker.success-threshold");
    }

    @Test
    void theGuardGivesUpBeforeTheClientAndBothBeforeTheLease() {
        assertThat(settings.getProperty(GUARD + "timeout.unit")).isEqualTo("seconds");
        var guard = Duration.ofSeconds(number(GUARD + "timeout.value"));
        var client = Duration.ofMillis(number("quarkus.rest-client.bulkvs.read-timeout"));
        assertThat(guard).isLessThan(client);
        assertThat(client).isLessThan(OUTBOUND.lease());
        assertThat(Duration.ofMillis(number("quarkus.rest-client.bulkvs.connect-timeout"))).isLessThan(guard);
    }

    @Test
    void theGuardLetsThroughAsManyCallsAsAWorkerMakesBesideThoseItGaveUp() {
        assertThat(number(GUARD + "bulkhead.value")).isGreaterThanOrEqualTo(2L * OUTBOUND.concurrency());
    }

    @Test
    void theClientHasAConnectionForEachCallThatTheGuardLetsThrough() {
        assertThat(number("quarkus.rest-client.bulkvs.connection-pool-size"))
                .isGreaterThanOrEqualTo(number(GUARD + "bulkhead.value"));
    }

    private long number(String name) {
        return Long.parseLong(settings.getProperty(name));
    }
}
