package dev.hilo.messaging.inbound;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventsOf;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Deliveries that an admin had read again by a newer parser. */
@WholeService
class ReadAgainTest {

    private final Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);

    private final PhoneNumber did = aNumberOf("support");
    private final PhoneNumber contact = aContact();

    @Test
    void aTextThatSaysSomethingElseIsPutRightForEverybodyAndKeepsWhatItSaid() {
        var first = arrives(text(did, contact, "50+25 zanahorias"));
        arrives(text(did, contact, "later"));
        eventually(() -> assertThat(bodies()).containsExactly("50+25 zanahorias", "later"));

        arrives(worded(first, "50 25 manzanas").readAgain());
        arrives(worded(first, "50 25 manzanas").readAgain());
        arrives(text(did, contact, "the end"));

        eventually(() -> assertThat(bodies()).containsExactly("50 25 manzanas", "later", "the end"));
        eventually(() -> assertThat(eventsOf(did, contact)).hasSize(4).element(2)
                .isInstanceOfSatisfying(ConversationEvent.MessageChanged.class, event -> {
                    assertThat(event.seq()).isEqualTo(3);
                    assertThat(event.message().seq()).isEqualTo(1);
                    assertThat(event.message().body()).isEqualTo("50 25 manzanas");
                }));
        as(TokensForTests.ana()).get("/api/messages/" + first.id()).then().statusCode(200)
                .body("body", equalTo("50 25 manzanas")).body("corrections", hasSize(1))
                .body("corrections[0].before", equalTo("50+25 zanahorias"))
                .body("deliveries", hasSize(1)).body("deliveries[0].deliveryId",
                        equalTo(first.deliveryId().toString()))
                .body("deliveries[0].counted", equalTo(true));
        as(TokensForTests.ana()).queryParam("q", "manzanas").get("/api/search").then()
                .body("messages.message.id", contains(first.id().toString()));
        as(TokensForTests.ana()).queryParam("q", "zanahorias").get("/api/search").then()
                .body("messages", hasSize(0));
    }

    @Test
    void aTextThatSaysTheSameIsNotTouched() {
        var first = arrives(text(did, contact, "same"));
        arrives(first.readAgain());
        arrives(text(did, contact, "the end"));

        eventually(() -> assertThat(bodies()).containsExactly("same", "the end"));
        eventually(() -> assertThat(eventsOf(did, contact)).hasSize(2));
        assertThat(
                Rows.count("select count(*) from correction c join message m on m.id = c.message_id where m.did = $1",
                        did.value()))
                .isZero();
    }

    @Test
    void oneThatWasFoundLaterKeepsItsTimeAndIsNewsAllTheSame() {
        arrives(text(did, contact, "today"));
        eventually(() -> assertThat(bodies()).containsExactly("today"));
        var today = lastMessageAt();

        arrives(at(yesterday, text(did, contact, "yesterday")).readAgain());

        eventually(() -> assertThat(bodies()).containsExactly("today", "yesterday"));
        assertThat(lastMessageAt()).isEqualTo(today);
        as(TokensForTests.ana()).queryParam("did", did.value()).get("/api/threads").then()
                .body("[0].unread", equalTo(2)).body("[0].unanswered", equalTo(true));
    }

    @Test
    void anOptOutThatNobodyCouldReadIsHeardAndCountsFromNowOn() {
        var garbled = arrives(at(yesterday, text(did, contact, "S%54OP")));
        eventually(() -> assertThat(bodies()).containsExactly("S%54OP"));
        arrives(text(did, contact, "START"));
        eventually(() -> assertThat(bodies()).contains("START"));

        arrives(worded(garbled, "STOP").readAgain());

        eventually(() -> assertThat(Rows.of("select asked, since from opt_out where did = $1 and contact = $2",
                did.value(), contact.value())).singleElement().satisfies(row -> {
                    assertThat(row.getString("asked")).isEqualTo("OPT_OUT");
                    assertThat(row.getOffsetDateTime("since").toInstant())
                            .isEqualTo(yesterday.truncatedTo(ChronoUnit.MICROS));
                }));
        assertThat(Rows.count("""
                select count(*) from message where did = $1 and direction = 'OUTBOUND' and created_at > $2
                  and body ilike '%unsubscribed%'
                """, did.value(), yesterday.atOffset(ZoneOffset.UTC)))
                .as("no confirmation of what they said a day ago").isZero();
    }

    @Test
    void anOldStartThatIsFoundDoesNotTakeBackALaterStop() {
        arrives(text(did, contact, "STOP"));
        eventually(() -> assertThat(optOuts()).isEqualTo(1));

        arrives(at(yesterday, text(did, contact, "START")).readAgain());

        eventually(() -> assertThat(bodies()).contains("START"));
        assertThat(optOuts()).isEqualTo(1);
    }

    @Test
    void oneFromSomebodyElseIsShownThereAndMarkedHere() {
        var other = aContact();
        var first = arrives(text(did, contact, "Whose is this?"));
        eventually(() -> assertThat(bodies()).containsExactly("Whose is this?"));

        var theirs = new InboundMessage.Received(first.id(), first.occurredAt(), first.deliveryId(), did, other,
                List.of(), first.text(), List.of(), null).readAgain();
        arrives(theirs);
        arrives(theirs);

        eventually(() -> assertThat(Rows.of("select body from message where did = $1 and external = $2", did.value(),
                other.value())).hasSize(1));
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + first.id()).then()
                .body("errorCode", equalTo("moved")).body("body", equalTo("Whose is this?"))
                .body("corrections", hasSize(1)).body("deliveries", hasSize(0)));
        as(root()).queryParam("ids", first.deliveryId()).get("/api/deliveries").then().body("$", hasSize(1))
                .body("[0].verdict", equalTo("shown")).body("[0].message.from", equalTo(other.value()));
    }

    private static String root() {
        return TokensForTests.of("root", "admin", "admins");
    }

    private static InboundMessage.Received worded(InboundMessage.Received event, String text) {
        return new InboundMessage.Received(event.id(), event.occurredAt(), event.deliveryId(), event.did(),
                event.contact(), event.participants(), text, event.media(), event.refId());
    }

    private static InboundMessage.Received at(Instant at, InboundMessage.Received event) {
        return new InboundMessage.Received(UUID.randomUUID(), at, event.deliveryId(), event.did(), event.contact(),
                event.participants(), event.text(), event.media(), event.refId());
    }

    private Instant lastMessageAt() {
        return Rows.of("select last_message_at from thread where did = $1", did.value()).getFirst()
                .getOffsetDateTime(0).toInstant();
    }

    private long optOuts() {
        return Rows.count("select count(*) from opt_out where did = $1", did.value());
    }

    private List<String> bodies() {
        return Rows
                .of("select body from message where did = $1 and external = $2 and direction = 'INBOUND' order by seq",
                        did.value(), contact.value())
                .stream().map(row -> row.getString(0)).toList();
    }
}
