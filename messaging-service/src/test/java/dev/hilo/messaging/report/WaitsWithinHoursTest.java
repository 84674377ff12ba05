package dev.hilo.messaging.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WholeService
class WaitsWithinHoursTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ZoneId MIAMI = ZoneId.of("America/New_York");

    private final String team = "team-" + UUID.randomUUID();
    private final LocalDate yesterday = LocalDate.now(MIAMI).minusDays(1);

    @Inject
    WorkOutWaits workOutWaits;

    @Test
    void whoWritesAtNightWaitsFromTheMorningOn() {
        var did = aNumberOf(team);
        opensEveryDay(team, "09:00", "17:00");
        replied(did, at("06:00"), at("09:10"));
        replied(did, at("10:00"), at("10:20"));
        workedOut();

        assertThat(asked(did).get("/api/reports/conversations").jsonPath().getMap("total.firstReply"))
                .isEqualTo(Map.of("p50", 6_300f, "p90", 10_380f));
        var open = asked(did).queryParam("hours", "open").get("/api/reports/conversations").jsonPath();
        assertThat(open.getString("hours")).isEqualTo("open");
        assertThat(open.getMap("total.firstReply")).isEqualTo(Map.of("p50", 900f, "p90", 1_140f));
        assertThat(open.getMap("rows[0].firstReply")).isEqualTo(Map.of("p50", 900f, "p90", 1_140f));
        assertThat(open.getInt("total.replies")).isEqualTo(2);
        var file = asked(did).queryParam("hours", "open").get("/api/reports/conversations.csv");
        assertThat(file.header("Content-Disposition")).endsWith("-open-hours.csv\"");
        assertThat(new String(file.asByteArray(), UTF_8)).contains("replies,first_reply_open_hours_p50_seconds,");
    }

    @Test
    void withoutHoursEveryHourCounts() {
        var did = aNumberOf(team);
        var both = aNumberOf(team, "team-" + UUID.randomUUID());
        opensEveryDay(team, "09:00", "17:00");
        var none = aNumberOf("team-" + UUID.randomUUID());
        for (var number : List.of(did, both, none)) {
            replied(number, at("06:00"), at("09:10"));
        }
        workedOut();

        assertThat(openP50(did)).isEqualTo(600);
        // One of its teams is always there.
        assertThat(openP50(both)).isEqualTo(11_400);
        assertThat(openP50(none)).isEqualTo(11_400);
    }

    @Test
    void hoursThatAreChangedLaterChangeNoPast() {
        var did = aNumberOf(team);
        opensEveryDay(team, "09:00", "17:00");
        replied(did, at("06:00"), at("09:10"));
        workedOut();

        as(TokensForTests.marta()).delete("/api/teams/" + team + "/hours").then().statusCode(204);
        workedOut();
        assertThat(openP50(did)).isEqualTo(600);

        replied(did, at("06:00"), at("09:10"));
        workedOut();
        assertThat(openP50(did)).isEqualTo((600 + 11_400) / 2f);
    }

    private float openP50(PhoneNumber did) {
        return asked(did).queryParam("hours", "open").get("/api/reports/conversations").jsonPath()
                .getFloat("total.firstReply.p50");
    }

    private void workedOut() {
        workOutWaits.all().await().atMost(PATIENCE);
        // Those that another round is at right now it leaves out.
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(Rows.count("select count(*) from reply where open_seconds is null")).isZero());
    }

    private RequestSpecification asked(PhoneNumber did) {
        return as(TokensForTests.marta()).queryParam("from", yesterday.toString())
                .queryParam("to", yesterday.toString()).queryParam("did", did.value());
    }

    private Instant at(String time) {
        return Instant.from(yesterday.atTime(LocalTime.parse(time)).atZone(MIAMI));
    }

    private static void opensEveryDay(String team, String from, String to) {
        var spans = List.of(Map.of("from", from, "to", to));
        as(TokensForTests.marta()).body(Map.of("zone", MIAMI.getId(), "days",
                Map.of("mon", spans, "tue", spans, "wed", spans, "thu", spans, "fri", spans, "sat", spans, "sun",
                        spans),
                "version", 0)).put("/api/teams/" + team + "/hours").then().statusCode(200);
    }

    private static void replied(PhoneNumber did, Instant asked, Instant replied) {
        Rows.of("""
                with t as (
                    insert into thread (id, did, external, last_message_at) values (gen_random_uuid(), $1, $2, now())
                    returning id)
                insert into reply (id, thread_id, did, author, asked_at, replied_at, labels)
                select gen_random_uuid(), t.id, $1, 'ana', $3, $4, '{}' from t
                """, did.value(), aContact().value(), asked.atOffset(ZoneOffset.UTC), replied.atOffset(ZoneOffset.UTC));
    }
}
