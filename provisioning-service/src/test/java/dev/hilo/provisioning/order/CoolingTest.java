package dev.hilo.provisioning.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.PublishedEvents;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** A number that is to be given back waits for second thoughts. */
@QuarkusTest
class CoolingTest {

    @Inject
    Pool database;

    private final PhoneNumber did = SimulatedCarrier.forSale();

    @BeforeEach
    void anActiveNumber() {
        SimulatedCarrier.calm();
        Ordering.provisioned(did);
    }

    @Test
    void itWaitsAndSaysUntilWhen() {
        Ordering.releaseLater(did).statusCode(202).body("kind", is("release")).body("state", is("running"))
                .body("steps.name", contains("cool-down", "give-back", "verify-released"))
                .body("steps.state", contains("waiting", "pending", "pending")).body("nextTryAt", notNullValue());

        Ordering.number(did).body("state", is("releasing")).body("smsEnabled", is(true));
        assertThat(Instant.parse(Ordering.number(did).extract().path("releaseAt")))
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(Duration.ofMinutes(1)));
        Tokens.marta().get("/api/numbers").then().body("did", hasItem(did.value()));
        Tokens.marta().get("/api/numbers?released=true").then().body("did", not(hasItem(did.value())));
        Tokens.ana().get("/api/numbers/{did}", did.value()).then().body("state", is("releasing")).body("releaseAt",
                nullValue());
        assertThat(SimulatedCarrier.calls("DELETE", "/tnRecord", did)).isEmpty();
    }

    @Test
    void whoeverSendsIsTold() {
        Ordering.releaseLater(did).statusCode(202);

        awaitTold(NumberRecord.State.PROVISIONING, NumberRecord.State.ACTIVE, NumberRecord.State.RELEASING);
    }

    @Test
    void itIsGivenBackWhenItsTimeHasComeWhoeverRunsThen() {
        Ordering.releaseLater(did).statusCode(202);

        itsTimeHasCome();

        Ordering.awaitState(did, "done");
        Ordering.order(did).body("steps.state", contains("done", "done", "done"));
        Ordering.number(did).body("state", is("released")).body("releaseAt", nullValue());
        assertThat(SimulatedCarrier.record(did)).isEmpty();
    }

    @Test
    void aWorkerThatDiesAsItsTimeComesIsFollowedByAnother() {
        Ordering.releaseLater(did).statusCode(202);
        // Somebody claimed it the moment it was due, and is gone; the lease runs out.
        run("""
                update number_order set next_run_at = now() - interval '2 s', fence = fence + 1,
                    leased_until = now() + interval '500 ms' where did = $1 and state = 'RUNNING'
                """);

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("state", is("released"));
    }

    @Test
    void itIsKeptAfterAll() {
        Ordering.releaseLater(did).statusCode(202);

        Ordering.keep(did).statusCode(200).body("did", is(did.value())).body("state", is("active"))
                .body("releaseAt", nullValue()).body("webhookUrl", endsWith("•••"));

        Ordering.order(did).body("state", is("cancelled")).body("finishedAt", notNullValue())
                .body("nextTryAt", nullValue()).body("steps.state", contains("skipped", "pending", "pending"));
        awaitTold(NumberRecord.State.PROVISIONING, NumberRecord.State.ACTIVE, NumberRecord.State.RELEASING,
                NumberRecord.State.ACTIVE);
        itsTimeHasCome();
        Ordering.number(did).body("state", is("active"));
        assertThat(SimulatedCarrier.calls("DELETE", "/tnRecord", did)).isEmpty();
    }

    @Test
    void whatWasKeptCanBeGivenBackAgain() {
        Ordering.releaseLater(did).statusCode(202);
        Ordering.keep(did).statusCode(200);

        Ordering.releaseLater(did).statusCode(202).body("state", is("running"));
        Ordering.number(did).body("state", is("releasing"));
    }

    @Test
    void onlyANumberThatWaitsCanBeKept() {
        Ordering.keep(did).statusCode(409).body("type", endsWith("/nothing-to-keep"));
        Ordering.release(did).statusCode(202);
        Ordering.awaitState(did, "done");

        Ordering.keep(did).statusCode(409).body("type", endsWith("/nothing-to-keep"));
    }

    @Test
    void askingAgainIsAnsweredWithTheOneThatWaits() {
        var id = Ordering.releaseLater(did).statusCode(202).extract().<String>path("id");

        Ordering.releaseLater(did).statusCode(202).body("id", is(id)).body("steps.state",
                contains("waiting", "pending", "pending"));
    }

    @Test
    void whoCannotWaitNeedNot() {
        var id = Ordering.releaseLater(did).statusCode(202).extract().<String>path("id");

        Ordering.release(did).statusCode(202).body("id", is(id));

        Ordering.awaitState(did, "done");
        Ordering.order(did).body("id", is(id)).body("steps.state", contains("skipped", "done", "done"));
        assertThat(SimulatedCarrier.record(did)).isEmpty();
    }

    @Test
    void nothingElseIsDoneWithItMeanwhile() {
        Ordering.releaseLater(did).statusCode(202);

        Ordering.provision(did).statusCode(409).body("type", endsWith("/number-busy"));
        Tokens.marta().post("/api/numbers/{did}/repair", did.value()).then().statusCode(409);
        Ordering.number(did).body("state", is("releasing"));
    }

    @Test
    void whoHasWaitedNeedNotWaitAgainWhenTheCarrierRefusesOnce() {
        Ordering.releaseLater(did).statusCode(202);
        SimulatedCarrier.faults(java.util.Map.of("api", "409", "apiOn", "DELETE/tnRecord", "times", 1));
        itsTimeHasCome();
        Ordering.awaitState(did, "failed");
        Ordering.number(did).body("state", is("failed"));

        Ordering.releaseLater(did).statusCode(202);

        Ordering.awaitState(did, "done");
        Ordering.order(did).body("steps.state", contains("done", "done", "done"));
    }

    private void itsTimeHasCome() {
        run("update number_order set next_run_at = now() where did = $1 and kind = 'RELEASE'");
    }

    private void run(String sql) {
        var _ = database.preparedQuery(sql).execute(Tuple.of(did.value())).await().atMost(Duration.ofSeconds(5));
    }

    private void awaitTold(NumberRecord.State... states) {
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class))
                        .extracting(NumberRecord::state).isEqualTo(List.of(states)));
    }
}
