package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.messaging.inbound.StoreInbound;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** A STOP among a thousand texts that are leaving for the same contact. */
@WholeService
class StopRaceTest {

    private static final Logger LOG = Logger.getLogger(StopRaceTest.class);
    private static final int NUMBERS = 40;
    private static final int EACH = 25;
    private static final int OTHERS = 5;
    private static final String CAMPAIGN = "C0RACE1";

    @Inject
    StoreInbound inbound;

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.post("/control/faults", Map.of("latencyMs", 0));
    }

    @Test
    void nothingLeavesAfterTheOptOutIsOnRecord() throws Exception {
        World.send(Topics.CAMPAIGN_RECORDS, CAMPAIGN, new CampaignRecord(UUID.randomUUID(), Instant.now(), CAMPAIGN,
                "A race", "B0RACE1", "A", true));
        var dids = IntStream.range(0, NUMBERS).mapToObj(_ -> World.aNumber()).toList();
        dids.forEach(CarrierForTests::own);
        dids.forEach(did -> World.publish(did, CAMPAIGN, "support"));
        var contact = World.aContact();
        var others = IntStream.range(0, OTHERS).mapToObj(_ -> World.aContact()).toList();
        schedule(dids, contact, EACH);
        others.forEach(other -> schedule(dids, other, 1));
        CarrierForTests.post("/control/faults", Map.of("latencyMs", 20));

        Rows.of("""
                update send_queue set send_at = now(), next_attempt_at = now(), reply_until = now() + interval '1 h',
                    expires_at = now() + interval '1 h'
                where did = any($1)
                """, (Object) values(dids));
        eventually(() -> assertThat(CarrierForTests.sentTo(contact)).hasSizeGreaterThan(100));
        var visible = CompletableFuture.supplyAsync(() -> seenByAnother(contact));
        inbound.store(List.of(World.text(dids.getFirst(), contact, "Stop"))).await().atMost(Duration.ofSeconds(20));
        var onRecord = visible.get();

        eventually(() -> assertThat(Rows.count("""
                select count(*) from message where external = $1 and status in ('QUEUED', 'SENDING')
                """, contact.value())).isZero());
        var texts = ordinary(contact);
        var confirmations = CarrierForTests.sentTo(contact).stream().filter(sent -> !isOrdinary(sent)).toList();
        assertThat(confirmations).hasSize(1);
        assertThat(confirmations.getFirst().path("request").path("Message").asText()).contains("unsubscribed");
        assertThat(Rows.count("""
                select count(*) from message where external = $1 and error_code = 'opted-out' and status = 'FAILED'
                """, contact.value())).isEqualTo(NUMBERS * EACH - texts.size()).isPositive();

        var lateness = texts.stream().map(sent -> Duration.between(onRecord, Instant.parse(sent.path("at").asText())))
                .max(Duration::compareTo).orElseThrow();
        LOG.infof("STOP among %d texts: %d had left, %d never did; the last one reached the carrier %d ms %s it was on "
                + "record", NUMBERS * EACH, texts.size(), NUMBERS * EACH - texts.size(), lateness.abs().toMillis(),
                lateness.isNegative() ? "before" : "AFTER");
        assertThat(lateness).isNegative();
        assertThat(Rows.of("""
                select a.started_at from attempt a join message m on m.id = a.message_id
                where m.external = $1 and m.author <> 'hilo' and a.started_at > $2
                """, contact.value(), onRecord.atOffset(java.time.ZoneOffset.UTC))).isEmpty();

        eventually(() -> assertThat(Rows.count("""
                select count(*) from message where external = any($1) and status = 'SENT'
                """, (Object) values(others))).isEqualTo(NUMBERS * OTHERS));
    }

    /** When another connection finds the entry: not before it was committed. */
    private static Instant seenByAnother(PhoneNumber contact) {
        while (Rows.of("select 1 from consent_entry where contact = $1", contact.value()).isEmpty()) {
            Thread.onSpinWait();
        }
        return Instant.now();
    }

    private static List<JsonNode> ordinary(PhoneNumber contact) {
        return CarrierForTests.sentTo(contact).stream().filter(StopRaceTest::isOrdinary).toList();
    }

    private static boolean isOrdinary(JsonNode sent) {
        return sent.path("request").path("Message").asText().startsWith("race ");
    }

    private static void schedule(List<PhoneNumber> dids, PhoneNumber contact, int each) {
        var token = TokensForTests.ana();
        var at = Instant.now().plusSeconds(3600).toString();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var waiting = new ArrayList<java.util.concurrent.Future<?>>();
            for (var did : dids) {
                waiting.add(threads.submit(() -> IntStream.range(0, each).forEach(i -> as(token)
                        .body(Map.of("from", did.value(), "to", contact.value(), "body", "race " + i, "sendAt", at))
                        .post("/api/messages/send").then().statusCode(202))));
            }
            for (var one : waiting) {
                one.get();
            }
        } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String[] values(List<PhoneNumber> numbers) {
        return numbers.stream().map(PhoneNumber::value).toArray(String[]::new);
    }
}
