package dev.hilo.messaging;

import java.util.UUID;

import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.testing.Soon;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A record that Kafka refuses holds what is behind it up, visibly, and loses none of it. */
@WholeService
class OutboxTest {

    private static final UUID REFUSED = UUID.randomUUID();

    @AfterEach
    void nothingRefusedIsLeft() {
        var _ = Rows.of("delete from outbox where event_id = $1", REFUSED);
    }

    @Test
    void whatTheBrokerRefusesStaysAndIsSaidAndTheRestGoesOutOnceItIsGone() {
        var _ = Rows.of("""
                insert into outbox (topic, key, event_id, type, occurred_at, payload)
                values ('no topic has blanks', 'key', $1, 'test.refused', now(), 'x'::bytea)
                """, REFUSED);
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(503));
        assertThat(Rows.count("select count(*) from outbox where event_id = $1", REFUSED)).isOne();

        nothingRefusedIsLeft();
        var did = World.aNumberOf("sales");
        var contact = World.aContact();
        World.arrives(World.text(did, contact, "published once the refused one is gone"));
        World.eventually(() -> assertThat(World.eventsOf(did, contact)).isNotEmpty());
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(200));
    }
}
