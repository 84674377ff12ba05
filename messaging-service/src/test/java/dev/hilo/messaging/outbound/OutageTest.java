package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.DatabaseProxy;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.event.EventCodec;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** Design rule 1: what cannot be stored is answered 503 with Retry-After, soon, and is not stored later in secret. */
@WholeService
@TestProfile(OutageTest.ProxiedDatabase.class)
class OutageTest {

    public static final class ProxiedDatabase implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hilo.patience", "450ms", "hilo.patience.warm-up", "0S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(DatabaseProxy.class));
        }
    }

    @AfterEach
    void theDatabaseIsBack() {
        DatabaseProxy.isBack();
    }

    @Test
    void aSilentDatabaseIsA503SoonAndTheKeyWorksAfterwards() {
        var did = World.aNumberOf("support");
        var contact = aContact();
        warmUp(did);
        var key = UUID.randomUUID().toString();

        DatabaseProxy.fallsSilent();
        var began = System.nanoTime();
        var refused = send(did, contact, key);
        var took = Duration.ofNanos(System.nanoTime() - began);

        refused.then().statusCode(503).header("Retry-After", "1").contentType(containsString("problem+json"));
        // 450 ms of patience; the rest is a busy build machine's.
        assertThat(took).isLessThan(Duration.ofMillis(900));

        DatabaseProxy.isBack();
        eventually(() -> send(did, contact, key).then().statusCode(202));
        eventually(() -> assertThat(CarrierForTests.sentTo(contact)).hasSize(1));
    }

    @Test
    void aDatabaseThatIsGoneIsA503AtOnceAndWhatArrivedMeanwhileIsStoredWhenItIsBack() {
        var did = World.aNumberOf("support");
        var contact = aContact();
        warmUp(did);

        DatabaseProxy.isGone();
        send(did, contact, UUID.randomUUID().toString()).then().statusCode(503).header("Retry-After", "1");
        World.arrives(World.text(did, contact, "while it was away"));
        DatabaseProxy.isBack();

        eventually(() -> assertThat(Rows.of("select body from message where did = $1 and external = $2", did.value(),
                contact.value())).singleElement()
                .satisfies(row -> assertThat(row.getString(0)).isEqualTo("while it was away")));
    }

    @Test
    void nothingGoesToTheDeadLettersForADatabaseThatIsAway() {
        var did = World.aNumberOf("support");
        var contact = aContact();
        warmUp(did);
        var key = did.value() + "|" + contact.value();
        var texts = IntStream.range(0, 50).mapToObj(n -> "text " + n).toList();

        DatabaseProxy.isGone();
        World.sendTogether(Topics.MESSAGE_INBOUND, key,
                texts.stream().map(text -> EventCodec.write(World.text(did, contact, text))).toList());
        World.arrives(World.receipt(did, contact, "AWAY", "DELIVRD", null, true));
        Awaitility.await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(lettersOf(key)).isZero());
        DatabaseProxy.isBack();

        eventually(() -> assertThat(Rows.of("""
                select body from message where did = $1 and external = $2 order by seq
                """, did.value(), contact.value()).stream().map(row -> row.getString(0)).toList()).isEqualTo(texts));
        eventually(() -> assertThat(Rows.of("select 1 from receipt where did = $1", did.value())).hasSize(1));
        assertThat(lettersOf(key)).isZero();
    }

    private static long lettersOf(String key) {
        return Topics.WITH_DEAD_LETTERS.stream().map(Topics::deadLettersOf)
                .flatMap(topic -> World.everythingOn(topic).stream()).filter(letter -> key.equals(letter.key()))
                .count();
    }

    /** The promise is about a service that runs, not about its first request. */
    private static void warmUp(PhoneNumber did) {
        eventually(() -> send(did, aContact(), UUID.randomUUID().toString()).then().statusCode(202));
    }

    private static Response send(PhoneNumber did, PhoneNumber contact, String key) {
        return as(TokensForTests.ana()).header("Idempotency-Key", key)
                .body(Map.of("from", did.value(), "to", contact.value(), "body", "hello"))
                .post("/api/messages/send");
    }
}
