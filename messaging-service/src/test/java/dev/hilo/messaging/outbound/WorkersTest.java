package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Several workers on one queue, as several instances are. */
@WholeService
class WorkersTest {

    private static final int CONVERSATIONS = 8;
    private static final int EACH = 6;

    private static final String OVERLAPPING = """
            select count(*) from attempt a
            join message m on m.id = a.message_id
            join message n on n.thread_id = m.thread_id and n.id <> m.id
            join attempt b on b.message_id = n.id
            where m.did = $1 and a.started_at < b.ended_at and b.started_at < a.ended_at
            """;

    @Inject
    WorkersForTests workers;

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.post("/control/faults", Map.of("latencyMs", 0));
    }

    @Test
    void sendEverythingOnceAndEachConversationInItsOrder() {
        var did = World.aNumberOf("support");
        var contacts = IntStream.range(0, CONVERSATIONS).mapToObj(_ -> World.aContact()).toList();
        CarrierForTests.post("/control/faults", Map.of("latencyMs", 20));
        for (var i = 0; i < EACH; i++) {
            for (var contact : contacts) {
                schedule(did, contact, "text " + i);
            }
        }
        var workers = IntStream.range(0, 3).mapToObj(_ -> this.workers.another()).toList();

        Rows.of("update send_queue set send_at = now() - interval '1 s', next_attempt_at = now() where did = $1",
                did.value());

        eventually(() -> {
            workers.forEach(SendWorker::wake);
            assertThat(Rows.count("select count(*) from message where did = $1 and status = 'SENT'", did.value()))
                    .isEqualTo(CONVERSATIONS * EACH);
        });
        for (var contact : contacts) {
            assertThat(CarrierForTests.sentTo(contact))
                    .extracting(sent -> sent.path("request").path("Message").asText())
                    .containsExactlyElementsOf(texts());
        }
        assertThat(Rows.count(OVERLAPPING, did.value())).isZero();
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (var i = 0; i < EACH; i++) {
            texts.add("text " + i);
        }
        return texts;
    }

    private static void schedule(PhoneNumber did, PhoneNumber contact, String body) {
        as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", body, "sendAt",
                Instant.now().plusSeconds(3600).toString())).post("/api/messages/send").then().statusCode(202);
    }
}
