package dev.hilo.messaging.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.receipt;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class DeliveriesTest {

    @Test
    void sayWhatBecameOfEachText() {
        var did = aNumberOf("support");
        var contact = aContact();
        var shown = arrives(new InboundMessage.Received(UUID.randomUUID(), Instant.now(), UUID.randomUUID(), did,
                contact, List.of(), "Look", List.of(new InboundMessage.Part("https://mms.example/1.jpg", false)),
                "7C19E0A4"));
        var folded = arrives(new InboundMessage.Received(UUID.randomUUID(), Instant.now(), UUID.randomUUID(), did,
                contact, List.of(), "Look", shown.media(), null));
        var known = arrives(text(did, contact, "Look", "7C19E0A4"));
        eventually(() -> assertThat(Rows.count("""
                select count(*) from inbound_delivery where delivery_id = any($1)
                """, (Object) new UUID[]{shown.deliveryId(), folded.deliveryId(), known.deliveryId()}))
                .isEqualTo(3));

        as(root()).queryParam("ids", shown.deliveryId() + "," + UUID.randomUUID()).get("/api/deliveries").then()
                .statusCode(200).body("$", hasSize(1)).body("[0].deliveryId", equalTo(shown.deliveryId().toString()))
                .body("[0].kind", equalTo("text")).body("[0].verdict", equalTo("shown"))
                .body("[0].messageId", equalTo(shown.id().toString())).body("[0].repeats", equalTo(2))
                .body("[0].message.from", equalTo(contact.value())).body("[0].message.to", equalTo(did.value()))
                .body("[0].message.body", equalTo("Look")).body("[0].message.refId", equalTo("7C19E0A4"))
                .body("[0].message.media", contains("https://mms.example/1.jpg")).body("[0].receipt", nullValue());
        as(root()).queryParam("ids", folded.deliveryId()).get("/api/deliveries").then()
                .body("[0].verdict", equalTo("folded")).body("[0].messageId", equalTo(shown.id().toString()));
        as(root()).queryParam("ids", known.deliveryId()).get("/api/deliveries").then()
                .body("[0].verdict", equalTo("known"));
        as(TokensForTests.ana()).get("/api/messages/" + shown.id()).then().body("deliveries", hasSize(3))
                .body("deliveries.counted", contains(true, true, false)).body("corrections", hasSize(0));
    }

    @Test
    void sayWhatAReceiptDid() {
        var did = aNumberOf("support");
        var parked = receipt(did, aContact(), "NOT-YET", "DELIVRD", null, true);
        arrives(parked);
        eventually(() -> as(root()).queryParam("ids", parked.deliveryId()).get("/api/deliveries").then()
                .body("$", hasSize(1)).body("[0].kind", equalTo("receipt")).body("[0].verdict", equalTo("parked"))
                .body("[0].effect", equalTo("parked")).body("[0].receipt.stat", equalTo("DELIVRD"))
                .body("[0].receipt.refId", equalTo("NOT-YET")));
    }

    @Test
    void areForAdminsAlone() {
        var id = UUID.randomUUID();
        as(TokensForTests.marta()).queryParam("ids", id).get("/api/deliveries").then().statusCode(403);
        as(TokensForTests.ana()).queryParam("ids", id).get("/api/deliveries").then().statusCode(403);
        as(root()).queryParam("ids", id).get("/api/deliveries").then().statusCode(200).body("$", hasSize(0));
    }

    @Test
    void takeAHundredIdsAtOnce() {
        as(root()).get("/api/deliveries").then().statusCode(422);
        as(root()).queryParam("ids", "not-an-id").get("/api/deliveries").then().statusCode(422);
        as(root()).queryParam("ids", ids(101)).get("/api/deliveries").then().statusCode(422);
        as(root()).queryParam("ids", ids(100)).get("/api/deliveries").then().statusCode(200);
    }

    private static String ids(int count) {
        return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID().toString()).collect(Collectors.joining(","));
    }

    private static String root() {
        return TokensForTests.of("root", "admin", "admins");
    }
}
