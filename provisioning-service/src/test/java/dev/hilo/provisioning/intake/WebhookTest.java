package dev.hilo.provisioning.intake;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.Canary;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.TestedIntake;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The webhook at the carrier beside the intake, and the change of its token while texts come in. */
@QuarkusTest
class WebhookTest {

    private static final String OLD = "the-token-of-before";

    @AfterEach
    void calm() {
        TestedIntake.calm();
        SimulatedCarrier.calm();
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(Canary.WEBHOOK_TOKEN));
    }

    @Test
    void standsAsWanted() {
        var _ = active();

        state().body("name", is("hilo")).body("url", endsWith("/webhooks/bulkvs?token=•••")).body("receipts", is(true))
                .body("method", is("POST")).body("asWanted", is(true)).body("tokenAsWanted", is(true))
                .body("addressAsWanted", is(true)).body("intakeTakesOurToken", is(true))
                .body("numbers", greaterThan(0)).body("checkedAt", notNullValue());
    }

    @Test
    void saysWhetherTheTokenOrTheAddressIsAnother() {
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(OLD));
        state().body("asWanted", is(false)).body("tokenAsWanted", is(false)).body("addressAsWanted", is(true))
                .body(not(containsString(OLD)));

        SimulatedCarrier.webhook("hilo", "https://elsewhere.example/in?token=" + Canary.WEBHOOK_TOKEN);
        state().body("asWanted", is(false)).body("tokenAsWanted", is(true)).body("addressAsWanted", is(false))
                .body(not(containsString(Canary.WEBHOOK_TOKEN)));
    }

    @Test
    void saysWhatTheIntakeSaid() {
        TestedIntake.takes(OLD);
        state().body("intakeTakesOurToken", is(false));

        TestedIntake.isBusy();
        state().body("intakeTakesOurToken", nullValue());
    }

    @Test
    void isNotRenewedWhileTheIntakeRefusesItsTokenOrCannotBeAsked() {
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(OLD));
        TestedIntake.takes(OLD);
        renew().statusCode(409).body("type", endsWith("/intake-refuses-token"));

        TestedIntake.isBusy();
        renew().statusCode(503).body("type", endsWith("/intake-unavailable"));

        assertThat(SimulatedCarrier.webhook("hilo").path("Url").asText()).endsWith(OLD);
    }

    @Test
    void isRenewedAndReadBack() {
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(OLD));
        var key = UUID.randomUUID().toString();

        var first = Tokens.marta().header("Idempotency-Key", key).post("/api/webhook/renew").then().statusCode(200)
                .body("asWanted", is(true)).body("tokenAsWanted", is(true)).extract().asString();

        assertThat(SimulatedCarrier.webhook("hilo").path("Url").asText()).endsWith(Canary.WEBHOOK_TOKEN);
        assertThat(Tokens.marta().header("Idempotency-Key", key).post("/api/webhook/renew").asString())
                .isEqualTo(first);
    }

    @Test
    void aCarrierThatRefusesTheRenewalIsAProblem() {
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(OLD));
        SimulatedCarrier.faults(Map.of("api", "403", "apiOn", "PUT/webHooks"));

        renew().statusCode(502).body("type", endsWith("/carrier-refused"));
    }

    @Test
    void anOrderDoesNotTellTheCarrierATokenThatTheIntakeRefuses() {
        var _ = active();
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(OLD));
        TestedIntake.takes(OLD);
        var did = SimulatedCarrier.forSale();

        provision(did);

        awaitOrder(did, "failed");
        Tokens.marta().get("/api/numbers/{did}/order", did.value()).then()
                .body("steps.find { it.name == 'ensure-webhook' }.code", is("intake-refuses-token"));
        assertThat(SimulatedCarrier.webhook("hilo").path("Url").asText()).endsWith(OLD);
        TestedIntake.takes(OLD, Canary.WEBHOOK_TOKEN);
        Tokens.marta().post("/api/numbers/{did}/order/retry", did.value()).then().statusCode(202);
        awaitOrder(did, "done");
        assertThat(SimulatedCarrier.webhook("hilo").path("Url").asText()).endsWith(Canary.WEBHOOK_TOKEN);
    }

    /** The whole way of a token under traffic: nothing is lost, nothing is refused, nothing has to be posted twice. */
    @Test
    void aTokenIsChangedWhileTextsComeInAndNoneIsLost() throws Exception {
        var did = active();
        SimulatedCarrier.calm();
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith(OLD));
        TestedIntake.takes(OLD);
        var sent = new AtomicInteger();
        var over = new AtomicBoolean();

        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one = 0; one < 4; one++) {
                var contact = "+1305330%04d".formatted(one);
                var _ = customers.submit(() -> {
                    while (!over.get()) {
                        SimulatedCarrier.inbound(contact, did, "text-" + sent.incrementAndGet() + "-of-many");
                    }
                });
            }
            awaitPosts(OLD, 20);
            renew().statusCode(409);
            TestedIntake.isAlsoGiven(Canary.WEBHOOK_TOKEN);
            awaitPosts(OLD, 40);
            renew().statusCode(200).body("tokenAsWanted", is(true));
            awaitPosts(Canary.WEBHOOK_TOKEN, 40);
            over.set(true);
        }

        Soon.await().untilAsserted(() -> assertThat(TestedIntake.posts()).hasSize(sent.get()));
        var posts = TestedIntake.posts();
        assertThat(posts).allMatch(post -> post.startsWith("200 "));
        IntStream.rangeClosed(1, sent.get()).forEach(n -> assertThat(posts)
                .filteredOn(post -> post.contains("text-" + n + "-of-many")).hasSize(1));
        assertThat(SimulatedCarrier.undelivered()).isZero();
        var lastOld = IntStream.range(0, posts.size()).filter(n -> posts.get(n).startsWith("200 " + OLD)).max();
        assertThat(posts.subList(lastOld.orElseThrow() + 1, posts.size())).hasSizeGreaterThan(20)
                .allMatch(post -> post.startsWith("200 " + Canary.WEBHOOK_TOKEN));
    }

    private static void awaitPosts(String token, int atLeast) {
        Soon.await().until(() -> TestedIntake.posts().stream()
                .filter(post -> post.startsWith("200 " + token)).count() >= atLeast);
    }

    private static ValidatableResponse state() {
        return Tokens.marta().get("/api/webhook").then().statusCode(200);
    }

    private static ValidatableResponse renew() {
        return Tokens.marta().post("/api/webhook/renew").then();
    }

    private static PhoneNumber active() {
        var did = SimulatedCarrier.forSale();
        provision(did);
        awaitOrder(did, "done");
        return did;
    }

    private static void provision(PhoneNumber did) {
        Tokens.marta().body(Map.of("did", did.value(), "teams", List.of("support"))).post("/api/numbers/provision")
                .then().statusCode(202);
    }

    private static void awaitOrder(PhoneNumber did, String state) {
        Soon.await().untilAsserted(() -> Tokens.marta().get("/api/numbers/{did}/order", did.value()).then()
                .body("state", is(state)));
    }
}
