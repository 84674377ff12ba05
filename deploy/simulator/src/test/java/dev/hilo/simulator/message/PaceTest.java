package dev.hilo.simulator.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.wire.Tn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest extends CarrierTest {

    private static final Tn NUMBER = new Tn(OURS);
    private static final Instant START = Instant.parse("2026-11-02T15:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void theFullestSecondMayLieAcrossTwoOfTheClock() {
        sent(1, 100);
        sent(2, 700);
        sent(2, 1_300);
        sent(1, 1_650);
        sent(1, 1_700);

        assertThat(flow().path("messages").asInt()).isEqualTo(5);
        assertThat(flow().path("segments").asInt()).isEqualTo(7);
        assertThat(flow().path("fullestSecond").asInt()).isEqualTo(5);
        assertThat(flow().path("fullestMinute").asInt()).isEqualTo(7);
    }

    @Test
    void whatIsExactlyASecondOldIsOutside() {
        sent(1, 0);
        sent(1, 1_000);
        sent(1, 60_000);

        assertThat(flow().path("fullestSecond").asInt()).isEqualTo(1);
        assertThat(flow().path("fullestMinute").asInt()).isEqualTo(2);
    }

    @Test
    void isToldForEachCampaignAndNumberInSegments() {
        ownDemoNumber();
        carrier.control().own("17865550100", receiver.url());
        client.send(OURS, CUSTOMER, "hola");
        client.send(OURS, CUSTOMER, "x".repeat(161));
        client.send("17865550100", CUSTOMER, "¡ñandú!");

        var rate = client.control("GET", "rate").json();

        assertThat(rate.at("/campaigns/C0DEMO1/segments").asInt()).isEqualTo(4);
        assertThat(rate.at("/numbers/17865551234/segments").asInt()).isEqualTo(3);
        assertThat(rate.at("/numbers/17865550100/messages").asInt()).isEqualTo(1);
        client.control("POST", "reset");
        assertThat(client.control("GET", "rate").json().path("numbers")).isEmpty();
    }

    @Test
    void theSentOnesCanBeReadPageByPage() {
        ownDemoNumber();
        List.of("a", "b", "c").forEach(text -> client.send(OURS, CUSTOMER, text));

        var page = client.control("GET", "sent?after=1&limit=1").json();

        assertThat(page).singleElement().satisfies(sent -> {
            assertThat(sent.path("n").asInt()).isEqualTo(2);
            assertThat(sent.at("/request/Message").asText()).isEqualTo("b");
        });
        assertThat(client.control("GET", "sent?after=3&limit=10").json()).isEmpty();
        assertThat(client.control("GET", "sent?limit=-1", Map.of()).status()).isEqualTo(400);
    }

    private void sent(int segments, int atMillis) {
        pace.sent(NUMBER, "C0DEMO1", segments, START.plusMillis(atMillis));
    }

    private JsonNode flow() {
        return pace.toJson().at("/campaigns/C0DEMO1");
    }
}
