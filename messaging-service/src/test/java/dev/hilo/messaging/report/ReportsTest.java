package dev.hilo.messaging.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@WholeService
class ReportsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ZoneId MIAMI = ZoneId.of("America/New_York");

    @Inject
    TallyHours tallyHours;

    @Inject
    CountSilences countSilences;

    @Test
    void tellsWhatBecameOfTextsThatCameAndWent() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "Are you open?"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        var id = as(TokensForTests.ana())
                .body(Map.of("from", did.value(), "to", contact.value(), "body", "Until two"))
                .post("/api/messages/send")
                .then().statusCode(202).extract().jsonPath().getString("id");
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + id).then()
                .body("status", equalTo("sent")));
        arrives(text(did, contact, "STOP"));
        eventually(() -> assertThat(Rows.of("select 1 from consent_entry where did = $1", did.value())).hasSize(1));
        // The confirmation has its turn too.
        eventually(() -> assertThat(Rows.count("select count(*) from message where did = $1 and status = 'SENT'",
                did.value())).isEqualTo(2));

        var report = counted(did);

        assertThat(report.getInt("received")).isEqualTo(2);
        assertThat(report.getInt("sent")).isEqualTo(2);
        assertThat(report.getInt("optedOut")).isEqualTo(1);
        assertThat(Instant.parse(report.getString("lastInboundAt"))).isCloseTo(Instant.now(),
                within(5, ChronoUnit.MINUTES));
        assertThat(Instant.parse(report.getString("lastOutboundAt"))).isCloseTo(Instant.now(),
                within(5, ChronoUnit.MINUTES));
        assertThat(report.getMap("")).doesNotContainKeys("silent", "receiptsRatio");
    }

    @Test
    void countsEachTextAsWhatItIsNow() {
        var did = aNumberOf("support");
        var thread = thread(did);
        texts(thread, did, "OUTBOUND", "DELIVERED", 17, null, null);
        texts(thread, did, "OUTBOUND", "SENT", 1, null, null);
        texts(thread, did, "OUTBOUND", "FAILED", 2, "undelivered", "UNDELIV err:034");
        texts(thread, did, "OUTBOUND", "FAILED", 1, "expired", null);
        texts(thread, did, "OUTBOUND", "UNCONFIRMED", 1, "timed-out", null);
        texts(thread, did, "OUTBOUND", "QUEUED", 3, null, null);
        texts(thread, did, "INBOUND", "READ", 4, null, null);
        texts(thread, did, "NOTE", "RECEIVED", 5, null, null);

        var before = counted(did);
        assertThat(before.getInt("sent")).isEqualTo(20);
        assertThat(before.getInt("delivered")).isEqualTo(17);
        assertThat(before.getInt("failed")).isEqualTo(3);
        assertThat(before.getInt("unconfirmed")).isEqualTo(1);
        assertThat(before.getInt("waiting")).isEqualTo(3);
        assertThat(before.getInt("received")).isEqualTo(4);
        assertThat(before.getDouble("receiptsRatio")).isEqualTo(19 / 20.0);
        assertThat(before.getList("failures")).isEqualTo(List.of(
                Map.of("code", "undelivered", "words", "UNDELIV err:034", "count", 2),
                Map.of("code", "expired", "count", 1)));

        Rows.of("""
                update message set status = 'QUEUED', error_code = null, error_text = null, updated_at = now()
                where did = $1 and status = 'FAILED'
                """, did.value());
        var after = counted(did);
        assertThat(after.getInt("failed")).isZero();
        assertThat(after.getInt("waiting")).isEqualTo(6);
        assertThat(after.getInt("sent")).isEqualTo(18);
        assertThat(after.getList("failures")).isEmpty();
        assertThat(after.getMap("")).doesNotContainKey("receiptsRatio");
    }

    @Test
    void aTextOfLongAgoThatChangesIsCountedAnewInItsHour() {
        var did = aNumberOf("support");
        var thread = thread(did);
        var then = Instant.now().minus(Duration.ofDays(40));
        stored(thread, did, "OUTBOUND", "UNCONFIRMED", then, Instant.now());
        assertThat(counted(did, 50).getInt("unconfirmed")).isEqualTo(1);
        assertThat(counted(did, 7).getInt("unconfirmed")).isZero();

        Rows.of("update message set status = 'DELIVERED', updated_at = now() where did = $1", did.value());

        assertThat(counted(did, 50).getInt("unconfirmed")).isZero();
        assertThat(counted(did, 50).getInt("delivered")).isEqualTo(1);
        assertThat(counted(did, 7).getInt("delivered")).isZero();
    }

    @Test
    void theDaysAreTheContactCentresAndNoneIsLeftOut() {
        var did = aNumberOf("support");
        var thread = thread(did);
        var today = LocalDate.now(MIAMI);
        var lateYesterday = today.atStartOfDay(MIAMI).minusMinutes(30).toInstant();
        stored(thread, did, "INBOUND", "RECEIVED", lateYesterday, Instant.now());
        stored(thread, did, "OUTBOUND", "DELIVERED", today.atStartOfDay(MIAMI).toInstant(), Instant.now());

        var report = counted(did, 3);

        assertThat(report.getList("days.day")).containsExactly(today.minusDays(2).toString(),
                today.minusDays(1).toString(), today.toString());
        assertThat(report.getList("days.received")).containsExactly(0, 1, 0);
        assertThat(report.getList("days.sent")).containsExactly(0, 0, 1);
        assertThat(report.getList("days.delivered")).containsExactly(0, 0, 1);
        assertThat(report.getList("days.failed")).containsExactly(0, 0, 0);
        as(TokensForTests.ana()).get("/api/reports/numbers").then().body("findAll { it.days != null }", hasSize(0));
    }

    @Test
    void anActiveNumberThatFellSilentSaysSo() {
        var did = aNumberOf("support");
        var last = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
        rhythm(did, last);
        var busy = aNumberOf("support");
        rhythm(busy, Instant.now().minus(Duration.ofMinutes(5)));

        var report = counted(did);
        assertThat(Instant.parse(report.getString("silent.since"))).isEqualTo(last);
        assertThat(report.getInt("silent.expected")).isBetween(46, 51);
        assertThat(counted(busy).getMap("")).doesNotContainKey("silent");
        as(TokensForTests.ana()).get("/api/reports/numbers").then()
                .body("find { it.did == '" + did.value() + "' }.silent.since", equalTo(last.toString()));
        assertThat(silentNumbers()).isGreaterThanOrEqualTo(1);

        var before = silentNumbers();
        release(did);
        eventually(() -> assertThat(counted(did).getMap("")).doesNotContainKey("silent"));
        eventually(() -> assertThat(silentNumbers()).isEqualTo(before - 1));
    }

    @Test
    void whatTheCallerMayNotSeeDoesNotExist() {
        var did = aNumberOf("support");
        var path = "/api/reports/numbers/" + did.value();
        for (var token : List.of(TokensForTests.ana(), TokensForTests.marta())) {
            as(token).get(path).then().statusCode(200);
            assertThat(as(token).get("/api/reports/numbers").jsonPath().getList("did")).contains(did.value());
        }
        for (var token : List.of(TokensForTests.leo(),
                TokensForTests.of("nobody", "visitor", "support"))) {
            as(token).get(path).then().statusCode(404).body("type", equalTo(problem("not-found")));
            assertThat(as(token).get("/api/reports/numbers").then().statusCode(200).extract().jsonPath()
                    .getList("did")).doesNotContain(did.value());
        }
        assertThat(RestAssured.get(path).statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/api/reports/numbers").statusCode()).isEqualTo(401);
        as(TokensForTests.marta()).get("/api/reports/numbers/+13055550199").then().statusCode(404);
        as(TokensForTests.marta()).get("/api/reports/numbers/nothing").then().statusCode(404);
    }

    @Test
    void aPeriodIsOneToNinetyDays() {
        for (var days : List.of("0", "91", "-1")) {
            as(TokensForTests.marta()).queryParam("days", days).get("/api/reports/numbers").then().statusCode(422)
                    .contentType("application/problem+json").body("errors", hasSize(1));
        }
        as(TokensForTests.marta()).queryParam("days", "90").get("/api/reports/numbers").then().statusCode(200);
        as(TokensForTests.marta()).queryParam("days", "1").get("/api/reports/numbers").then().statusCode(200);
    }

    private JsonPath counted(PhoneNumber did) {
        return counted(did, 7);
    }

    private JsonPath counted(PhoneNumber did, int days) {
        tallyHours.tally().await().atMost(PATIENCE);
        return as(TokensForTests.marta()).queryParam("days", days).get("/api/reports/numbers/" + did.value()).then()
                .statusCode(200).extract().jsonPath();
    }

    private int silentNumbers() {
        countSilences.count().await().atMost(PATIENCE);
        return RestAssured.get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("hilo_numbers_silent"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private static void release(PhoneNumber did) {
        World.send(Topics.NUMBER_RECORDS, did.value(), new NumberRecord(UUID.randomUUID(), Instant.now(), did,
                "A number", NumberRecord.State.RELEASED, true, true, null, List.of("support"), null));
        eventually(() -> assertThat(Rows.of("select 1 from number where did = $1 and state = 'RELEASED'",
                did.value())).hasSize(1));
    }

    /** A text in each hour of the four weeks before a moment, and one then. */
    private static void rhythm(PhoneNumber did, Instant last) {
        Rows.of("""
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, created_at,
                    updated_at)
                select gen_random_uuid(), $1, n, n, 'INBOUND', 'READ', $2, '+13052000001', 'x',
                    $3::timestamptz - n * interval '1 hour', now()
                from generate_series(0, 671) n
                """, thread(did), did.value(), last.atOffset(ZoneOffset.UTC));
    }

    private static UUID thread(PhoneNumber did) {
        return Rows.of("""
                insert into thread (id, did, external, last_message_at)
                values (gen_random_uuid(), $1, '+13052000001', now()) returning id
                """, did.value()).getFirst().getUUID(0);
    }

    private static void stored(UUID thread, PhoneNumber did, String direction, String status, Instant created,
            Instant updated) {
        Rows.of("""
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, created_at,
                    updated_at)
                select gen_random_uuid(), $1, coalesce(max(seq), 0) + 1, 1, $2, $3, $4, '+13052000001', 'x', $5, $6
                from message where thread_id = $1
                """, thread, direction, status, did.value(), created.atOffset(ZoneOffset.UTC),
                updated.atOffset(ZoneOffset.UTC));
    }

    private static void texts(UUID thread, PhoneNumber did, String direction, String status, int count,
            @Nullable String code, @Nullable String words) {
        Rows.of("""
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, error_code,
                    error_text, created_at, updated_at)
                select gen_random_uuid(), $1, (select coalesce(max(seq), 0) from message where thread_id = $1) + n, 1,
                    $2, $3, $4, '+13052000001', 'x', $5, $6, now(), now()
                from generate_series(1, $7::int) n
                """, thread, direction, status, did.value(), code, words, count);
    }

    private static String problem(String slug) {
        return as(TokensForTests.marta()).get("/api/threads/" + UUID.randomUUID()).jsonPath().getString("type")
                .replaceAll("[^/:]+$", slug);
    }
}
