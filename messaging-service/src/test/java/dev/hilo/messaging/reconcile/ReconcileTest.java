package dev.hilo.messaging.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.messaging.carrier.RecordsUnavailable;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventsOf;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Receipts never arrive here: the numbers have no webhook. The carrier's records have them nevertheless. */
@WholeService
class ReconcileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PhoneNumber did = aNumberOf("support");
    private final PhoneNumber contact = aContact();

    @Inject
    AskCarrier askCarrier;

    @Inject
    Reconcile reconcile;

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.allIsWell();
        switches(Map.of("receipts", "on", "stat", "DELIVRD", "api", "ok", "apiOn", "", "loose-types", false,
                "mdr-delay", 0));
    }

    @Test
    void aTextThatTimedOutAfterItWasTakenIsSentAndThenDelivered() {
        var id = unconfirmed("Did this arrive?", "timeout-after-accept");

        ask();

        var refId = refIds().getFirst();
        status(id).body("status", equalTo("sent")).body("providerMsgId", equalTo(refId))
                .body("errorCode", nullValue())
                .body("attempts[0].refId", equalTo(refId))
                .body("receipts", hasSize(0))
                .body("records", hasSize(1)).body("records[0].effect", equalTo("accepted"))
                .body("records[0].refId", equalTo(refId)).body("records[0].kind", equalTo("SMS"))
                .body("records[0].takenAt", notNullValue()).body("records[0].receipt", nullValue());

        receiptAtTheCarrier(refId, "DELIVRD");
        ask();

        status(id).body("status", equalTo("delivered")).body("records", hasSize(1))
                .body("records[0].effect", equalTo("applied")).body("records[0].receipt", notNullValue());
        var lastSeq = lastSeq();
        ask();
        assertThat(lastSeq()).isEqualTo(lastSeq);
        eventually(
                () -> assertThat(eventsOf(did, contact)).filteredOn(ConversationEvent.StatusChanged.class::isInstance)
                        .extracting(event -> ((ConversationEvent.StatusChanged) event).message().status().wire())
                        .containsExactly("sending", "unconfirmed", "sent", "delivered"));
    }

    @Test
    void aSentTextGetsTheEndThatNoReceiptBrought() {
        var delivered = sent("one");
        switches(Map.of("stat", "UNDELIV", "err", "069", "only", contact.value()));
        var failed = sent("two");
        switches(Map.of("loose-types", true));
        eventually(() -> {
            ask();
            status(delivered).body("status", equalTo("delivered")).body("records[0].effect", equalTo("applied"));
            status(failed).body("status", equalTo("failed")).body("errorCode", equalTo("undelivered"))
                    .body("errorText", equalTo("UNDELIV err:069"));
        });
    }

    @Test
    void whatAReceiptSaidFirstStays() {
        switches(Map.of("stat", "UNDELIV", "only", contact.value()));
        var id = sent("final");
        arrives(receipt(did, contact, refIds().getFirst(), "DELIVRD", null, true));
        eventually(() -> status(id).body("status", equalTo("delivered")));
        var other = sent("keeps the conversation open");
        eventually(() -> {
            ask();
            status(other).body("status", equalTo("failed"));
        });
        status(id).body("status", equalTo("delivered")).body("records[0].effect", equalTo("contradiction"));
    }

    @Test
    void aReceiptThatComesAfterTheRecordIsOnlyRepeated() {
        var id = sent("final");
        eventually(() -> {
            ask();
            status(id).body("status", equalTo("delivered"));
        });
        arrives(receipt(did, contact, refIds().getFirst(), "DELIVRD", null, true));
        eventually(() -> status(id).body("receipts[0].effect", equalTo("repeated")));
    }

    @Test
    void aParkedReceiptIsAppliedWhenTheRecordNamesItsText() {
        var id = unconfirmed("Your table is ready");
        arrives(receipt(did, contact, refIds().getFirst(), "DELIVRD", "Other words...", true));
        eventually(() -> assertThat(Rows.of("select 1 from receipt where did = $1 and effect = 'parked'",
                did.value())).hasSize(1));
        ask();
        status(id).body("status", equalTo("delivered")).body("receipts[0].effect", equalTo("applied"))
                .body("records[0].effect", equalTo("accepted"));
    }

    @Test
    void twoTextsOfTheSameMinuteAreNotToldApart() {
        var one = unconfirmed("same");
        var other = unconfirmed("same");
        ask();
        for (var id : List.of(one, other)) {
            status(id).body("status", equalTo("unconfirmed")).body("records", hasSize(2))
                    .body("records.effect", equalTo(List.of("ambiguous", "ambiguous")));
        }
        // A receipt with its reference and words settles one of them; the other record is then clear.
        arrives(receipt(did, contact, refIds().getFirst(), "DELIVRD", "same", true));
        eventually(() -> status(one).body("status", equalTo("delivered")));
        ask();
        status(other).body("status", equalTo("sent")).body("records", hasSize(1))
                .body("records[0].effect", equalTo("accepted"));
    }

    @Test
    void aMissingRecordProvesNothing() {
        CarrierForTests.faults(contact, "reset", Map.of());
        var id = send("lost?");
        eventually(() -> status(id).body("status", equalTo("unconfirmed")));
        ask();
        status(id).body("status", equalTo("unconfirmed")).body("records", hasSize(0));
    }

    @Test
    void aRecordThatIsNotThereYetIsFoundLater() {
        switches(Map.of("mdr-delay", 3_600_000));
        var id = unconfirmed("patience");
        ask();
        status(id).body("status", equalTo("unconfirmed"));
        switches(Map.of("mdr-delay", 0));
        ask();
        status(id).body("status", equalTo("sent"));
    }

    @Test
    void anErrorInsideASuccessIsNotAnEmptyList() {
        var id = unconfirmed("trouble");
        for (var trouble : List.of("200-error", "500", "html500", "401")) {
            switches(Map.of("api", trouble, "apiOn", "GET/mdr"));
            assertThatThrownBy(this::ask).as(trouble).isInstanceOf(RecordsUnavailable.class);
        }
        status(id).body("status", equalTo("unconfirmed"));
        switches(Map.of("api", "ok"));
        ask();
        status(id).body("status", equalTo("sent"));
    }

    @Test
    void oneInstanceAsksAtATimeAndAFailedRoundIsMadeUpFor() {
        // So long ago that a round asks about it.
        var id = unconfirmed("round", "timeout-after-accept");
        switches(Map.of("api", "500", "apiOn", "GET/mdr"));
        eventually(() -> assertThatThrownBy(() -> reconcile.round().await().atMost(PATIENCE))
                .isInstanceOf(RecordsUnavailable.class));
        switches(Map.of("api", "ok"));
        var both = Uni.join().all(reconcile.round(), reconcile.round()).andFailFast().await().atMost(PATIENCE);
        assertThat(both).containsExactlyInAnyOrder(true, false);
        status(id).body("status", equalTo("sent"));
    }

    /** About everything of the last minute. */
    private void ask() {
        var now = Instant.now();
        askCarrier.about(now.minusSeconds(60), now).await().atMost(PATIENCE);
    }

    /** Taken by the carrier, which breaks the connection off before it says so. */
    private String unconfirmed(String body) {
        return unconfirmed(body, "reset");
    }

    private String unconfirmed(String body, String fault) {
        CarrierForTests.faults(contact, fault, Map.of("receipts", "off", "accepted", "true"));
        var id = send(body);
        eventually(() -> status(id).body("status", equalTo("unconfirmed")));
        return id;
    }

    private String sent(String body) {
        var id = send(body);
        eventually(() -> status(id).body("status", equalTo("sent")));
        return id;
    }

    private String send(String body) {
        return as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", body))
                .post("/api/messages/send").then().statusCode(202).extract().path("id");
    }

    private static ValidatableResponse status(String id) {
        return as(TokensForTests.ana()).get("/api/messages/" + UUID.fromString(id)).then().statusCode(200);
    }

    private List<String> refIds() {
        return CarrierForTests.sentTo(contact).stream().map(sent -> sent.path("response").path("RefId").asText())
                .toList();
    }

    private long lastSeq() {
        return Rows.of("select last_seq from thread where did = $1 and external = $2", did.value(), contact.value())
                .getFirst().getLong(0);
    }

    private void receiptAtTheCarrier(String refId, String stat) {
        var _ = CarrierForTests.post("/control/receipt", Map.of("refId", refId, "to", contact.value(), "stat", stat));
    }

    private static void switches(Map<String, ?> switches) {
        var _ = CarrierForTests.post("/control/faults", switches);
    }
}
