package dev.hilo.webhook.receive;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

/** Kafka has never been there since the start. */
@QuarkusTest
@TestProfile(KafkaAwayTest.DeadPort.class)
class KafkaAwayTest {

    private final Carrier carrier = new Carrier();

    @Test
    void refusesHonestlyAndInTime() throws Exception {
        for (var i = 0; i < 50; i++) {
            var start = System.nanoTime();
            var answer = carrier.post("{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"Hi\"}");

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(500);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).contains("/problems/unavailable");
        }
        assertThat(carrier.post("no json").statusCode()).isEqualTo(503);
        assertThat(carrier.postTo("?token=wrong", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void livesOnButIsNotReady() {
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/started").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
    }

    /** A port where nobody listens. */
    public static final class DeadPort implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:9");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
