package dev.hilo.messaging.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumber;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventsOf;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@WholeService
class InboundTest {

    @Test
    void aTextOpensAThreadThatItsTeamSees() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "Hola!"));
        eventually(() -> as(TokensForTests.ana()).queryParam("did", did.value()).get("/api/threads").then()
                .statusCode(200).body("$", hasSize(1)).body("[0].external", equalTo(contact.value()))
                .body("[0].lastMessage.preview", equalTo("Hola!")).body("[0].unread", equalTo(1))
                .body("[0].unanswered", equalTo(true)).body("[0].lastSeq", equalTo(1)));
        eventually(() -> assertThat(eventsOf(did, contact)).singleElement()
                .isInstanceOfSatisfying(ConversationEvent.MessageReceived.class,
                        event -> assertThat(event.message().body()).isEqualTo("Hola!")));
    }

    @Test
    void theSameEventIsStoredOnce() {
        var did = aNumberOf("support");
        var contact = aContact();
        var received = arrives(text(did, contact, "once"));
        arrives(received);
        arrives(text(did, contact, "after"));
        eventually(() -> assertThat(bodies(did.value())).containsExactly("once", "after"));
    }

    @Test
    void aRepeatIsFoldedAndBothDeliveriesAreKept() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "Are you there?"));
        arrives(text(did, contact, "Are you there?"));
        eventually(() -> assertThat(Rows.of("select repeats from message where did = $1", did.value()))
                .singleElement().satisfies(row -> assertThat(row.getInteger(0)).isEqualTo(2)));
        assertThat(Rows.count("""
                select count(*) from inbound_delivery d join message m on m.id = d.message_id where m.did = $1
                """, did.value())).isEqualTo(2);
        assertThat(Rows.of("select inbound_count, last_seq from thread where did = $1", did.value()).getFirst())
                .satisfies(row -> {
                    assertThat(row.getLong("inbound_count")).isEqualTo(1);
                    assertThat(row.getLong("last_seq")).isEqualTo(2);
                });
    }

    @Test
    void foldingStopsOnceWeHaveReplied() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "Yes"));
        eventually(() -> assertThat(bodies(did.value())).containsExactly("Yes"));
        as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", "Really?"))
                .post("/api/messages/send").then().statusCode(202);
        arrives(text(did, contact, "Yes"));
        eventually(() -> assertThat(bodies(did.value())).containsExactly("Yes", "Really?", "Yes"));
    }

    @Test
    void theSameWordsMuchLaterAreANewMessage() {
        var did = aNumberOf("support");
        var contact = aContact();
        var now = Instant.now();
        for (var at : List.of(now.minusSeconds(121), now)) {
            arrives(new InboundMessage.Received(UUID.randomUUID(), at, UUID.randomUUID(), did, contact, List.of(),
                    "Hello?", List.of(), null));
        }
        eventually(() -> assertThat(bodies(did.value())).containsExactly("Hello?", "Hello?"));
    }

    @Test
    void aRecordThatTheDatabaseRefusesDoesNotHoldUpItsBatch() {
        var did = aNumberOf("support");
        var contact = aContact();
        var refused = text(did, contact, "refused", "a reference that no database takes: \u0000");
        arrives(text(did, contact, "before"));
        arrives(refused);
        arrives(text(did, contact, "with a \u0000 inside"));
        eventually(() -> assertThat(bodies(did.value())).containsExactly("before", "with a  inside"));
        eventually(() -> assertThat(World.everythingOn(Topics.deadLettersOf(Topics.MESSAGE_INBOUND)))
                .filteredOn(record -> refused.conversation().wire().equals(record.key())).singleElement()
                .satisfies(record -> assertThat(new String(record.headers().lastHeader("dead-letter-reason").value(),
                        StandardCharsets.UTF_8)).startsWith("failed")));
    }

    @Test
    void aRepeatedReferenceIsNotCounted() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "with a reference", "7C19E0A4"));
        arrives(text(did, contact, "with a reference", "7C19E0A4"));
        arrives(text(did, contact, "the end"));
        eventually(() -> assertThat(bodies(did.value())).containsExactly("with a reference", "the end"));
        assertThat(Rows.count("select sum(repeats) from message where did = $1", did.value())).isEqualTo(2);
    }

    /** The carrier promises nothing about its references. */
    @Test
    void anotherTextUnderTheSameReferenceIsNotLost() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "the first", "7C19E0A5"));
        arrives(text(did, contact, "the second", "7C19E0A5"));
        arrives(text(did, contact, "the first", "7C19E0A5"));
        arrives(text(did, contact, "the end", null));

        eventually(() -> assertThat(bodies(did.value())).containsExactly("the first", "the second", "the end"));
    }

    @Test
    void anUnknownNumbersThreadIsForManagersUntilATeamOwnsIt() {
        var did = aNumber();
        var contact = aContact();
        arrives(text(did, contact, "Is this number yours?"));
        eventually(() -> as(TokensForTests.marta()).queryParam("did", did.value()).get("/api/threads").then()
                .body("$", hasSize(1)).body("[0].unclaimed", equalTo(true)));
        as(TokensForTests.ana()).queryParam("did", did.value()).get("/api/threads").then().body("$", hasSize(0));

        World.publish(did, "C0DEMO1", "support");

        eventually(() -> as(TokensForTests.ana()).queryParam("did", did.value()).get("/api/threads").then()
                .body("$", hasSize(1)).body("[0].unclaimed", equalTo(false)).body("[0].lastSeq", equalTo(2)));
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheLaneGoesOn() {
        var did = aNumberOf("support");
        var contact = aContact();
        var key = did.value() + "|" + contact.value();
        arrives(text(did, contact, "before"));
        World.sendBytes(Topics.MESSAGE_INBOUND, key, "{not json".getBytes(StandardCharsets.UTF_8));
        arrives(text(did, contact, "after"));
        eventually(() -> assertThat(bodies(did.value())).containsExactly("before", "after"));
        eventually(() -> assertThat(World.everythingOn(Topics.deadLettersOf(Topics.MESSAGE_INBOUND)))
                .filteredOn(record -> key.equals(record.key())).singleElement().satisfies(record -> {
                    assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{not json");
                    assertThat(new String(record.headers().lastHeader("dead-letter-reason").value(),
                            StandardCharsets.UTF_8)).startsWith("unreadable");
                }));
    }

    private static List<String> bodies(String did) {
        return Rows.of("select body from message where did = $1 order by seq", did).stream()
                .map(row -> row.getString(0)).toList();
    }
}
