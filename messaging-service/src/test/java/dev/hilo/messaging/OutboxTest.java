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

/** The relay begins and ends its transactions by itself: whatever becomes of a batch, none stays open. */
@WholeService
class OutboxTest {

    private static final UUID REFUSED = UUID.randomUUID();

    @AfterEach
    void nothingRefusedIsLeft() {
        var _ = Rows.of("delete from outbox where event_id = $1", REFUSED);
    }

    @Test
    void aBatchThatTheBrokerRefusesStaysAndLeavesNoTransactionOpen() {
        var _ = Rows.of("""
                insert into outbox (topic, key, event_id, type, occurred_at, payload)
                values ('no topic has blanks', 'key', $1, 'test.refused', now(), 'x'::bytea)
                """, REFUSED);
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(503));
        // The relay looks five times a second, so several more rounds end in between.
        Awaitility.await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(leftOpen()).isZero();
            assertThat(Rows.count("select count(*) from outbox where event_id = $1", REFUSED)).isOne();
        });

        nothingRefusedIsLeft();
        var did = World.aNumberOf("sales");
        var contact = World.aContact();
        World.arrives(World.text(did, contact, "published once the refused one is gone"));
        World.eventually(() -> assertThat(World.eventsOf(did, contact)).isNotEmpty());
        Soon.await().untilAsserted(() -> RestAssured.get("/q/health/well").then().statusCode(200));
    }

    /** Transactions in which nothing has been done for longer than any of the service's waits between two statements. */
    private static long leftOpen() {
        return Rows.count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and state like 'idle in transaction%'
                    and state_change < clock_timestamp() - interval '150 milliseconds'
                """);
    }
}
