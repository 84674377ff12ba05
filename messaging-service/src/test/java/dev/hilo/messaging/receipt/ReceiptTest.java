package dev.hilo.messaging.receipt;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class ReceiptTest {

    private final PhoneNumber did = aNumberOf("support");
    private final PhoneNumber contact = aContact();

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.allIsWell();
    }

    @Test
    void aReceiptThatIsFasterThanTheAnswerIsParkedAndApplied() {
        CarrierForTests.faults(contact, "timeout-after-accept", Map.of("delayMs", 2_000));
        var id = send("quick");
        eventually(() -> assertThat(CarrierForTests.sentTo(contact)).hasSize(1));
        var refId = CarrierForTests.sentTo(contact).getFirst().path("response").path("RefId").asText();

        arrives(receipt(did, contact, refId, "DELIVRD", "quick", true));

        eventually(() -> assertThat(effects()).containsExactly("parked"));
        status(id).body("status", equalTo("sending"));
        eventually(() -> status(id).body("status", equalTo("delivered")).body("providerMsgId", equalTo(refId)));
        assertThat(effects()).containsExactly("applied");
    }

    @Test
    void aReceiptThatMeetsTheRecordingOfTheAnswerIsApplied() {
        var id = UUID.fromString(sent("at the same moment"));
        var refId = refIdOf(id.toString());
        Rows.of("update attempt set ref_id = null where message_id = $1", id);
        Rows.of("update message set status = 'SENDING', provider_msg_id = null where id = $1", id);

        // The answer's transaction holds the conversation, and writes the reference only now.
        Rows.whileHolding(theConversation(), () -> {
            arrives(receipt(did, contact, refId, "DELIVRD", "at the sam...", true));
            eventually(ReceiptTest::somebodyWaits);
        }, "update message set status = 'SENT', provider_msg_id = '%s' where id = '%s'".formatted(refId, id));

        eventually(() -> status(id.toString()).body("status", equalTo("delivered")));
        assertThat(effects()).containsExactly("applied");
    }

    @Test
    void theFirstOfTwoThatArriveTogetherGivesTheSecondItsMessage() {
        var id = UUID.fromString(sent("twice at once"));
        var refId = refIdOf(id.toString());
        Rows.of("update attempt set ref_id = null where message_id = $1", id);

        // While the conversation is held, the two gather behind a receipt that waits for it: one batch.
        Rows.whileHolding(theConversation(), () -> {
            arrives(receipt(did, contact, refId, "ENROUTE", "nothing we wrote", true));
            eventually(ReceiptTest::somebodyWaits);
            arrives(receipt(did, contact, refId, "DELIVRD", "twice at o...", true));
            arrives(receipt(did, contact, refId, "DELIVRD", "twice at o...", true));
        }, "update message set status = 'UNCONFIRMED', provider_msg_id = null where id = '%s'".formatted(id));

        eventually(() -> assertThat(effects()).containsExactly("parked", "applied", "repeated"));
        status(id.toString()).body("status", equalTo("delivered")).body("providerMsgId", equalTo(refId));
    }

    @Test
    void aLateOrContradictingReceiptChangesNothingAndIsKept() {
        var id = sent("final");
        var refId = refIdOf(id);
        arrives(receipt(did, contact, refId, "DELIVRD", null, true));
        arrives(receipt(did, contact, refId, "UNDELIV", null, true));
        arrives(receipt(did, contact, refId, "DELIVRD", null, true));
        arrives(receipt(did, contact, refId, "WOBBLE", null, true));
        eventually(() -> status(id).body("receipts", hasSize(4)));
        status(id).body("status", equalTo("delivered"));
        assertThat(effects()).containsExactlyInAnyOrder("applied", "contradiction", "repeated", "trail");
    }

    @Test
    void aFailureCarriesTheCarriersCode() {
        var id = sent("undeliverable");
        arrives(receipt(did, contact, refIdOf(id), "UNDELIV", null, true));
        eventually(() -> status(id).body("status", equalTo("failed")).body("errorCode", equalTo("undelivered"))
                .body("errorText", equalTo("UNDELIV err:034")));
    }

    @Test
    void theSameReceiptCountsOnce() {
        var id = sent("twice");
        var receipt = receipt(did, contact, refIdOf(id), "DELIVRD", null, true);
        arrives(receipt);
        arrives(receipt);
        arrives(receipt(did, contact, refIdOf(id), "ACCEPTD", null, true));
        eventually(() -> status(id).body("receipts", hasSize(2)));
    }

    @Test
    void theFirstEndOfSeveralPartsCountsAndAllReportsAreKept() {
        var id = sent("A text of many parts. ".repeat(20));
        var refId = refIdOf(id);
        arrives(receipt(did, contact, refId, "DELIVRD", null, true));
        arrives(receipt(did, contact, refId, "DELIVRD", null, true));
        arrives(receipt(did, contact, refId, "UNDELIV", null, true));
        eventually(() -> status(id).body("receipts", hasSize(3)));
        status(id).body("status", equalTo("delivered")).body("errorCode", nullValue())
                .body("receipts.stat", equalTo(List.of("DELIVRD", "DELIVRD", "UNDELIV")));
        assertThat(effects()).containsExactly("applied", "repeated", "contradiction");
    }

    @Test
    void aReportOfAnEarlierAttemptDoesNotEndTheOneThatAPersonAskedForAfterIt() {
        var id = sent("second try");
        var first = refIdOf(id);
        arrives(receipt(did, contact, first, "UNDELIV", null, true));
        eventually(() -> status(id).body("status", equalTo("failed")));
        as(TokensForTests.ana()).post("/api/messages/" + id + "/retry").then().statusCode(202);
        eventually(() -> status(id).body("status", equalTo("sent")).body("attempts", hasSize(2)));

        arrives(receipt(did, contact, first, "UNDELIV", null, true));

        eventually(() -> assertThat(effects()).containsExactly("applied", "earlier"));
        status(id).body("status", equalTo("sent"));
        arrives(receipt(did, contact, refIdOf(id), "DELIVRD", null, true));
        eventually(() -> status(id).body("status", equalTo("delivered")));
    }

    @Test
    void aReceiptIsNeverABubble() {
        var id = sent("Your table is ready");
        for (var stat : List.of("DELIVRD", "UNDELIV", "WOBBLE")) {
            arrives(receipt(did, contact, refIdOf(id), stat, "Your tab...", true));
            arrives(receipt(did, contact, "NOBODYS", stat, "Other words...", true));
            arrives(receipt(did, contact, null, stat, null, true));
        }
        eventually(() -> assertThat(effects()).hasSize(9));
        assertThat(Rows.of("select direction from message where did = $1", did.value()))
                .extracting(row -> row.getString(0)).containsExactly("OUTBOUND");
        assertThat(Rows.of("select inbound_count, unanswered from thread where did = $1", did.value()).getFirst())
                .satisfies(thread -> {
                    assertThat(thread.getLong(0)).isZero();
                    assertThat(thread.getBoolean(1)).isFalse();
                });
    }

    @Test
    void anUnmarkedReceiptWithoutAReferenceIsMatchedByTextAndTime() {
        var id = sent("Your table is ready");
        arrives(receipt(did, contact, null, "DELIVRD", "Your tab...", false));
        eventually(() -> status(id).body("status", equalTo("delivered")));
    }

    @Test
    void anUnmarkedReceiptThatFitsNothingIsAPersonsText() {
        var id = sent("Your table is ready");
        arrives(receipt(did, contact, null, "DELIVRD", "Something else...", false));
        eventually(() -> assertThat(Rows.of("select 1 from message where did = $1 and direction = 'INBOUND'",
                did.value())).hasSize(1));
        status(id).body("status", equalTo("sent"));
    }

    @Test
    void aReferenceOfAnotherConversationIsNotBelieved() {
        var id = sent("mine");
        arrives(receipt(did, aContact(), refIdOf(id), "UNDELIV", null, true));
        eventually(() -> assertThat(effects()).containsExactly("parked"));
        status(id).body("status", equalTo("sent"));
    }

    private String theConversation() {
        return "select id from thread where did = '%s' for update".formatted(did.value());
    }

    private static void somebodyWaits() {
        assertThat(Rows.count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)).isPositive();
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
        return as(TokensForTests.ana()).get("/api/messages/" + id).then().statusCode(200);
    }

    private static String refIdOf(String id) {
        return Rows.of("select provider_msg_id from message where id = $1", UUID.fromString(id)).getFirst()
                .getString(0);
    }

    private List<String> effects() {
        return Rows.of("select effect from receipt where did = $1 order by received_at", did.value()).stream()
                .map(row -> row.getString(0)).toList();
    }
}
