package dev.hilo.messaging;

import java.time.Duration;
import java.util.UUID;

import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.testing.Soon;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
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
    void whatIsBehindARefusedRecordWaitsAndGoesOutOnceItIsGone() {
        var did = World.aNumberOf("sales");
        var contact = World.aContact();
        refused();
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(503));

        World.arrives(World.text(did, contact, "behind the refused one"));
        World.eventually(() -> assertThat(Rows.count("""
                select count(*) from outbox where key like '%' || $1 || '%'
                """, contact.value())).isPositive());
        assertThat(World.eventsOf(did, contact)).isEmpty();
        assertThat(Rows.count("select count(*) from outbox where event_id = $1", REFUSED)).isOne();

        nothingRefusedIsLeft();
        World.eventually(() -> assertThat(World.eventsOf(did, contact)).isNotEmpty());
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(200));
    }

    /** The relay begins and ends its transactions by itself. One that stayed open would keep the lock of all instances. */
    @Test
    void noRoundThatFailsLeavesItsTransactionOpen() {
        refused();
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(503));
        // Rounds fail at once and come five times a second: what one leaves open stands until the next.
        Awaitility.await().pollInterval(Duration.ofMillis(20)).during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(Rows.countBeside("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state like 'idle in transaction%'
                            and state_change < clock_timestamp() - interval '50 milliseconds'
                        """)).isZero());
    }

    /** Larger than a producer sends: refused without asking the broker. */
    private static void refused() {
        var _ = Rows.of("""
                insert into outbox (topic, key, event_id, type, occurred_at, payload)
                values ('conversation.events', 'key', $1, 'test.refused', now(), repeat('x', 2000000)::bytea)
                """, REFUSED);
    }
}
