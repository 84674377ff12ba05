package dev.hilo.messaging.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@WholeService
class ConversationReportsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ZoneId MIAMI = ZoneId.of("America/New_York");

    private final LocalDate today = LocalDate.now(MIAMI);
    /** Noon, so that what follows within hours is of the same day. */
    private final Instant yesterday = today.minusDays(1).atTime(12, 0).atZone(MIAMI).toInstant();
    private final Instant lastWeek = today.minusDays(6).atTime(12, 0).atZone(MIAMI).toInstant();

    @Inject
    TallyHours tallyHours;

    @Test
    void byDayEveryDayIsThereAndAConversationCountsOnceInEach() {
        var did = aNumberOf("support");
        var one = thread(did);
        var other = thread(did);
        text(one, did, "INBOUND", "READ", null, null, lastWeek);
        text(one, did, "OUTBOUND", "DELIVERED", "ana", null, lastWeek.plusSeconds(7_200));
        text(other, did, "INBOUND", "READ", null, null, lastWeek.plusSeconds(60));
        text(one, did, "OUTBOUND", "FAILED", "ana", "undelivered", yesterday);
        reply(one, did, "ana", lastWeek, Duration.ofSeconds(90));
        reply(other, did, "leo", lastWeek, Duration.ofSeconds(30));
        resolution(one, did, "ana", yesterday.minusSeconds(86_400), yesterday);
        optOut(other, did, lastWeek);

        var report = counted(did, "day");

        assertThat(report.getString("group")).isEqualTo("day");
        assertThat(report.getString("zone")).isEqualTo(MIAMI.getId());
        assertThat(report.getList("rows.key")).hasSize(7).startsWith(today.minusDays(6).toString())
                .endsWith(today.toString());
        assertThat(report.getList("rows.conversations")).containsExactly(2, 0, 0, 0, 0, 1, 0);
        assertThat(report.getInt("total.conversations")).isEqualTo(2);
        assertThat(report.getList("rows.received")).containsExactly(2, 0, 0, 0, 0, 0, 0);
        assertThat(report.getList("rows.sent")).containsExactly(1, 0, 0, 0, 0, 1, 0);
        assertThat(report.getMap("rows[0].firstReply")).isEqualTo(Map.of("p50", 60f, "p90", 84f));
        assertThat(report.getMap("rows[5].resolution")).isEqualTo(Map.of("p50", 86_400f, "p90", 86_400f));
        assertThat(report.getMap("rows[1]")).doesNotContainKeys("firstReply", "resolution", "deliveryRate");
        assertThat(report.getList("rows.optOuts")).containsExactly(1, 0, 0, 0, 0, 0, 0);
        assertThat(report.getInt("total.replies")).isEqualTo(2);
        assertThat(report.getInt("total.resolved")).isEqualTo(1);
        assertThat(report.getFloat("total.deliveryRate")).isEqualTo(0.5f);
        assertThat(report.getList("total.failures")).isEqualTo(List.of(Map.of("code", "undelivered", "count", 1)));
    }

    @Test
    void byAgentWhatEachOfUsDidAndNothingThatIsNobodys() {
        var did = aNumberOf("support");
        var one = thread(did);
        var other = thread(did);
        text(one, did, "INBOUND", "READ", null, null, yesterday);
        text(one, did, "OUTBOUND", "DELIVERED", "ana", null, yesterday);
        text(one, did, "OUTBOUND", "DELIVERED", "ana", null, yesterday.plusSeconds(9));
        text(one, did, "OUTBOUND", "FAILED", "leo", "rejected", yesterday.plusSeconds(19));
        text(other, did, "OUTBOUND", "SENT", "ana", null, yesterday.plusSeconds(29));
        text(other, did, "NOTE", "RECEIVED", "leo", null, yesterday.plusSeconds(39));
        reply(one, did, "ana", yesterday, Duration.ofMinutes(2));
        resolution(one, did, "leo", yesterday.minusSeconds(60), yesterday);

        var report = counted(did, "agent");

        assertThat(report.getList("rows.key")).containsExactly("ana", "leo");
        // What the carrier took and then rejected was sent.
        assertThat(report.getList("rows.sent")).containsExactly(3, 1);
        assertThat(report.getList("rows.conversations")).containsExactly(2, 1);
        assertThat(report.getList("rows.replies")).containsExactly(1, 0);
        assertThat(report.getList("rows.resolved")).containsExactly(0, 1);
        assertThat(report.getList("rows[1].failures")).isEqualTo(List.of(Map.of("code", "rejected", "count", 1)));
        assertThat(report.getMap("rows[0]")).doesNotContainKeys("received", "optOuts");
        assertThat(report.getInt("total.received")).isEqualTo(1);
        assertThat(report.getInt("total.conversations")).isEqualTo(2);
    }

    @Test
    void byLabelAConversationStandsUnderEachOfItsLabelsAndOnceInTheTotal() {
        var did = aNumberOf("support");
        var both = thread(did, "billing", "vip");
        var none = thread(did);
        text(both, did, "INBOUND", "READ", null, null, yesterday);
        text(both, did, "INBOUND", "READ", null, null, yesterday.plusSeconds(7_200));
        text(both, did, "OUTBOUND", "FAILED", "ana", "undelivered", yesterday.plusSeconds(7_300));
        text(none, did, "INBOUND", "READ", null, null, yesterday);
        reply(both, did, "ana", yesterday, Duration.ofMinutes(1));
        optOut(both, did, yesterday);

        var report = counted(did, "label");

        assertThat(report.getList("rows.key")).containsExactly("billing", "vip", "");
        assertThat(report.getList("rows.received")).containsExactly(2, 2, 1);
        assertThat(report.getList("rows.conversations")).containsExactly(1, 1, 1);
        assertThat(report.getList("rows.replies")).containsExactly(1, 1, 0);
        assertThat(report.getList("rows.optOuts")).containsExactly(1, 1, 0);
        assertThat(report.getList("rows[0].failures")).isEqualTo(List.of(Map.of("code", "undelivered", "count", 1)));
        assertThat(report.getInt("total.received")).isEqualTo(3);
        assertThat(report.getInt("total.conversations")).isEqualTo(2);
        assertThat(report.getInt("total.optOuts")).isEqualTo(1);
    }

    @Test
    void whatSomebodyCalledOffIsNoFailureOfDelivery() {
        var did = aNumberOf("support");
        var thread = thread(did);
        text(thread, did, "OUTBOUND", "DELIVERED", "ana", null, yesterday);
        text(thread, did, "OUTBOUND", "FAILED", "ana", "cancelled", yesterday.plusSeconds(1));
        text(thread, did, "OUTBOUND", "QUEUED", "ana", null, yesterday.plusSeconds(2));

        var row = counted(did, "number");

        assertThat(row.getList("rows.key")).containsExactly(did.value());
        assertThat(row.getFloat("rows[0].deliveryRate")).isEqualTo(1f);
        assertThat(row.getInt("rows[0].failed")).isEqualTo(1);
    }

    @Test
    void aTextThatChangesIsCountedAnewForItsAgentAndItsConversationToo() {
        var did = aNumberOf("support");
        var thread = thread(did);
        text(thread, did, "OUTBOUND", "FAILED", "ana", "undelivered", yesterday);
        assertThat(counted(did, "agent").getInt("rows[0].failed")).isEqualTo(1);

        Rows.of("update message set status = 'DELIVERED', error_code = null, updated_at = now() where did = $1",
                did.value());

        var after = counted(did, "agent");
        assertThat(after.getInt("rows[0].failed")).isZero();
        assertThat(after.getInt("rows[0].delivered")).isEqualTo(1);
        assertThat(after.getList("rows[0].failures")).isEmpty();
    }

    @Test
    void theDaysCanBeThoseOfAnotherZone() {
        var did = aNumberOf("support");
        text(thread(did), did, "INBOUND", "READ", null, null,
                today.minusDays(1).atTime(23, 30).atZone(MIAMI).toInstant());

        assertThat(counted(did, "day").getList("rows.received")).containsExactly(0, 0, 0, 0, 0, 1, 0);
        assertThat(asked(did, "day").queryParam("zone", "UTC").get("/api/reports/conversations").jsonPath()
                .getList("rows.received")).containsExactly(0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void isATableForASpreadsheet() {
        var did = aNumberOf("support");
        var thread = thread(did, "=HYPERLINK(\"https://evil.example\")");
        text(thread, did, "OUTBOUND", "FAILED", "ana", "undelivered", yesterday);
        reply(thread, did, "ana", yesterday, Duration.ofSeconds(75));
        assertThat(counted(did, "label").getList("rows")).hasSize(1);

        var file = asked(did, "label").queryParam("bom", true).queryParam("lang", "es")
                .get("/api/reports/conversations.csv").then().statusCode(200)
                .header("Content-Type", "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"hilo-label-%s-%s.csv\""
                        .formatted(today.minusDays(6), today))
                .extract().asByteArray();
        var accepted = asked(did, "number").accept("text/csv").get("/api/reports/conversations").then()
                .statusCode(200).extract().asString();

        assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(file, UTF_8)).contains("etiqueta,recibidos,")
                .contains(
                        "\"'=HYPERLINK(\"\"https://evil.example\"\")\",0,1,0,1,1,1,75.0,75.0,0,,,0.0,0,undelivered: 1\r\n");
        assertThat(accepted).startsWith("number,name,received,").contains("1-786-" + did.value().substring(5, 8))
                .contains(",A number,");
    }

    @Test
    void whatTheCallerMayNotSeeDoesNotExist() {
        var did = aNumberOf("support");
        text(thread(did), did, "INBOUND", "READ", null, null, yesterday);
        assertThat(counted(did, "number").getList("rows.key")).containsExactly(did.value());

        as(TokensForTests.leo()).queryParam("did", did.value()).get("/api/reports/conversations").then()
                .statusCode(404);
        as(TokensForTests.leo()).queryParam("did", did.value()).get("/api/reports/conversations.csv").then()
                .statusCode(404);
        assertThat(as(TokensForTests.leo()).queryParam("group", "number").get("/api/reports/conversations").jsonPath()
                .getList("rows.key")).doesNotContain(did.value());
        assertThat(as(TokensForTests.ana()).queryParam("group", "number").get("/api/reports/conversations").jsonPath()
                .getList("rows.key")).contains(did.value());
        assertThat(as(TokensForTests.of("nobody", "visitor", "support")).queryParam("group", "number")
                .get("/api/reports/conversations").jsonPath().getList("rows.key")).isEmpty();
        assertThat(RestAssured.get("/api/reports/conversations").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/api/reports/conversations.csv").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"group,hour", "hours,night", "from,yesterday", "zone,Mars/Here", "did,none"})
    void namesWhatIsWrong(String parameter, String value) {
        as(TokensForTests.marta()).queryParam(parameter, value).get("/api/reports/conversations").then()
                .statusCode(422).body("errors[0].pointer", equalTo(parameter));
    }

    private JsonPath counted(PhoneNumber did, String group) {
        tallyHours.tally().await().atMost(PATIENCE);
        return asked(did, group).get("/api/reports/conversations").then().statusCode(200).extract().jsonPath();
    }

    private RequestSpecification asked(PhoneNumber did, String group) {
        return as(TokensForTests.marta()).queryParam("from", today.minusDays(6).toString())
                .queryParam("to", today.toString()).queryParam("group", group).queryParam("did", did.value());
    }

    private static UUID thread(PhoneNumber did, String... labels) {
        return Rows.of("""
                insert into thread (id, did, external, last_message_at, labels)
                values (gen_random_uuid(), $1, $2, now(), $3) returning id
                """, did.value(), aContact().value(), labels).getFirst().getUUID(0);
    }

    private static void text(UUID thread, PhoneNumber did, String direction, String status, @Nullable String author,
            @Nullable String code, Instant at) {
        Rows.of("""
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, author,
                    error_code, created_at, updated_at)
                select gen_random_uuid(), $1, n.seq, n.seq, $2, $3, $4, '+13052000001', 'x', $5, $6, $7, now()
                from (select count(*) + 1 as seq from message where thread_id = $1) n
                """, thread, direction, status, did.value(), author, code, at.atOffset(ZoneOffset.UTC));
    }

    private static void reply(UUID thread, PhoneNumber did, String author, Instant asked, Duration waited) {
        Rows.of("""
                insert into reply (id, thread_id, did, author, asked_at, replied_at, labels)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, '{}')
                """, thread, did.value(), author, asked.atOffset(ZoneOffset.UTC),
                asked.plus(waited).atOffset(ZoneOffset.UTC));
    }

    private static void resolution(UUID thread, PhoneNumber did, String by, Instant opened, Instant closed) {
        Rows.of("""
                insert into resolution (id, thread_id, did, by, opened_at, closed_at, labels)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, '{}')
                """, thread, did.value(), by, opened.atOffset(ZoneOffset.UTC), closed.atOffset(ZoneOffset.UTC));
    }

    private static void optOut(UUID thread, PhoneNumber did, Instant at) {
        Rows.of("""
                insert into consent_entry (id, contact, did, thread_id, kind, channel, at)
                values (gen_random_uuid(), $1, $2, $3, 'OPT_OUT', 'keyword', $4)
                """, aContact().value(), did.value(), thread, at.atOffset(ZoneOffset.UTC));
    }
}
