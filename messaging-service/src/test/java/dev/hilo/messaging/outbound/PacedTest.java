package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.carrier.CarrierMessage;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.messaging.inbound.StoreInbound;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The pace of sending, over a real queue: rates, lanes, days, and nobody starved. */
@WholeService
class PacedTest {

    private static final Logger LOG = Logger.getLogger(PacedTest.class);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final int LIVE = 0;
    private static final int BULK = 1;

    /** Due texts to contacts who have nothing else, as many transactions of accepting would leave them. */
    private static final String QUEUED = """
            with t as (
                insert into thread (id, did, external, last_message_at, last_seq)
                select gen_random_uuid(), $1, '+1305' || ($3::integer + n), now(), 1 from generate_series(1, $2) n
                returning id, did, external),
            m as (
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body,
                    created_at, updated_at)
                select gen_random_uuid(), id, 1, 1, 'OUTBOUND', 'QUEUED', did, external, 'paced', now(), now() from t
                returning id, thread_id, did, external)
            insert into send_queue (message_id, thread_id, seq, did, external, lane, segments, send_at,
                next_attempt_at, expires_at)
            select id, thread_id, 1, did, external, $4, 1, at.due, at.due, now() + interval '4 h'
            from m, (select now() - interval '1 min' as due) at
            """;

    private final List<PhoneNumber> numbers = new ArrayList<>();
    private final List<SendWorker> more = new ArrayList<>();

    @Inject
    WorkersForTests workers;
    @Inject
    LastCheck lastCheck;
    @Inject
    StoreInbound inbound;

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        for (var worker : more) {
            worker.stop(null);
        }
        for (var did : numbers) {
            Rows.of("delete from send_queue where did = $1", did.value());
        }
    }

    @Test
    void severalInstancesTogetherKeepTheRateOfACampaign() {
        var did = aNumberOn("CTEN", "BTEN");
        more.add(workers.another());
        more.add(workers.another());
        queue(did, 60, BULK);

        Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            more.forEach(SendWorker::wake);
            assertThat(sent(did)).isEqualTo(60);
        });

        var starts = starts(did);
        LOG.infof("60 texts at 600 a minute: %d ms, at most %d in a second",
                Duration.between(starts.getFirst(), starts.getLast()).toMillis(), mostInASecond(starts));
        assertThat(mostInASecond(starts)).isLessThanOrEqualTo(11);
        assertThat(59_000.0 / Duration.between(starts.getFirst(), starts.getLast()).toMillis())
                .as("at the rate, and on a busy machine not far below it").isBetween(5.0, 10.1);
    }

    @Test
    void aReplyOvertakesABacklogOfBulk() {
        var did = aNumberOn("CTEN2", "BTEN");
        queue(did, 5_000, BULK);
        eventually(() -> assertThat(sent(did)).isPositive());

        var began = System.nanoTime();
        var id = send(did, World.aContact());
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + id).then().body("status", equalTo("sent")));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(sent(did)).isLessThan(200);
    }

    @Test
    void aCampaignThatMustWaitHidesNobodyElse() {
        var blocked = aNumberOn("CONE", "BTEN");
        var free = aNumberOn("CFREE", "BTEN");
        queue(blocked, 3_000, LIVE);
        eventually(() -> assertThat(sent(blocked)).isEqualTo(1));
        queue(free, 20, BULK);

        eventually(() -> assertThat(sent(free)).isEqualTo(20));
        assertThat(sent(blocked)).isLessThanOrEqualTo(2);
        var waiting = send(blocked, World.aContact());
        var expected = Instant.parse(as(TokensForTests.ana()).get("/api/messages/" + waiting).then()
                .body("status", equalTo("queued")).body("waiting.reason", equalTo("pace"))
                .extract().path("waiting.expectedAt"));
        // 2,999 before it, one a minute.
        assertThat(expected).isBetween(Instant.now().plus(Duration.ofHours(49)),
                Instant.now().plus(Duration.ofHours(52)));
    }

    @Test
    void aDayThatIsUsedUpGoesOnAtMidnightPacific() {
        var did = aNumberOn("CFREE2", "BFIVE");
        for (var i = 0; i < 5; i++) {
            var _ = send(did, World.aContact());
        }
        eventually(() -> assertThat(sent(did)).isEqualTo(5));
        var late = send(did, World.aContact());

        var midnight = LocalDate.now(PACIFIC).plusDays(1).atStartOfDay(PACIFIC).toInstant();
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + late).then()
                .body("status", equalTo("queued")).body("waiting.reason", equalTo("day-budget"))
                .body("waiting.expectedAt", equalTo(midnight.toString())));
        var threadId = as(TokensForTests.ana()).get("/api/messages/" + late).then().extract().<String>path("threadId");
        as(TokensForTests.ana()).get("/api/threads/" + threadId + "/messages").then()
                .body("[0].waiting.reason", equalTo("day-budget"));
        var mine = "find { it.did == '" + did.value() + "' }.";
        as(TokensForTests.ana()).get("/api/sending").then().statusCode(200).body(mine + "dayLimit", equalTo(5))
                .body(mine + "dayUsed", equalTo(5)).body(mine + "waiting.live", equalTo(1))
                .body(mine + "campaignId", equalTo("CFREE2"))
                .body(mine + "price.segment", equalTo(0.005f)).body(mine + "price.mms", equalTo(0.02f))
                .body(mine + "price.currency", equalTo("USD"))
                .body(mine + "dayResetsAt", equalTo(midnight.toString()));
        as(TokensForTests.leo()).get("/api/sending").then().statusCode(200)
                .body("findAll { it.did == '" + did.value() + "' }.size()", equalTo(0));

        Rows.of("update pace_bucket set day = day - 1 where key = 'brand:BFIVE'");
        eventually(() -> assertThat(sent(did)).isEqualTo(6));
    }

    @Test
    void bulkLeavesAFifthOfTheDayToReplies() {
        var did = aNumberOn("CFREE3", "BTWENTY");
        queue(did, 30, BULK);
        eventually(() -> assertThat(sent(did)).isEqualTo(16));

        for (var i = 0; i < 4; i++) {
            var _ = send(did, World.aContact());
        }
        eventually(() -> assertThat(sent(did)).isEqualTo(20));
        assertThat(Rows.count("select used from pace_bucket where key = 'brand:BTWENTY'")).isEqualTo(20);
    }

    @Test
    void whatExpiresWhileItsCampaignWaitsIsSaid() {
        var did = aNumberOn("CONE2", "BTEN");
        queue(did, 3, LIVE);
        eventually(() -> assertThat(sent(did)).isEqualTo(1));
        Rows.of("update send_queue set expires_at = now() - interval '1 s' where did = $1", did.value());
        eventually(() -> assertThat(Rows.count(
                "select count(*) from message where did = $1 and status = 'FAILED' and error_code = 'expired'",
                did.value())).isEqualTo(2));
    }

    @Test
    void aTextThatIsGivenBackWasNeverTriedNorCounted() {
        var claim = claimed(aNumberOn("CFREE4", "BSIX"), Instant.now().plusSeconds(30));
        Rows.of("update send_queue set send_at = now() + interval '1 h', next_attempt_at = now() + interval '1 h' "
                + "where message_id = $1", claim.messageId());

        Rows.of("""
                insert into pace_bucket (key, day, used) values ('brand:BSIX', $1, 5)
                on conflict (key) do update set day = excluded.day, used = 5
                """, LocalDate.ofInstant(claim.slot(), PACIFIC));

        lastCheck.giveBack(List.of(claim), "stopped").await().atMost(Duration.ofSeconds(5));

        assertThat(Rows.count("select used from pace_bucket where key = 'brand:BSIX'")).isEqualTo(4);
        var row = Rows.of("""
                select m.status, q.attempts, q.lease_until, a.outcome from message m
                join send_queue q on q.message_id = m.id join attempt a on a.message_id = m.id where m.id = $1
                """, claim.messageId()).getFirst();
        assertThat(row.getString("status")).isEqualTo("QUEUED");
        assertThat(row.getInteger("attempts")).isZero();
        assertThat(row.getOffsetDateTime("lease_until")).isNull();
        assertThat(row.getString("outcome")).isEqualTo("not sent: stopped");
    }

    @Test
    void isAskedAgainBeforeItsSlot() {
        var did = aNumberOn("CTEN3", "BTEN");
        var slot = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var claim = claimed(did, slot);
        assertThat(check(claim)).isInstanceOf(LastCheck.Answer.Go.class);
        var notOurs = new Claims.Claim(claim.messageId(), claim.threadId(), claim.attemptId(), 7, claim.message(),
                false, 1, slot, true);
        assertThat(check(notOurs)).isInstanceOf(LastCheck.Answer.Stopped.class);
        // The next slot of its campaign is a second away, and its own was missed.
        var free = slot.plusSeconds(1);
        Rows.of("insert into pace_bucket (key, next_free) values ('campaign-sms:CTEN3', $1)",
                free.atOffset(ZoneOffset.UTC));
        assertThat(check(claim.at(slot.minusSeconds(3)))).isInstanceOfSatisfying(LastCheck.Answer.Later.class,
                later -> assertThat(later.claim().slot()).isEqualTo(free));
        Rows.of("update send_queue set expires_at = now() - interval '1 s' where did = $1", did.value());
        assertThat(check(claim)).isInstanceOf(LastCheck.Answer.Stopped.class);
        assertThat(Rows.of("select outcome from attempt where message_id = $1", claim.messageId()).getFirst()
                .getString(0)).isEqualTo("not sent: expired");
    }

    @Test
    void aStopThatCameAfterTheClaimKeepsTheTextHere() {
        var did = aNumberOn("CFREE5", "BTEN");
        var claim = claimed(did, Instant.now().plusSeconds(30));
        inbound.store(List.of(World.text(did, claim.message().to(), "STOP"))).await().atMost(Duration.ofSeconds(10));

        assertThat(check(claim)).isInstanceOf(LastCheck.Answer.Stopped.class);

        var row = Rows.of("""
                select m.status, m.error_code, a.outcome from message m join attempt a on a.message_id = m.id
                where m.id = $1
                """, claim.messageId()).getFirst();
        assertThat(row.getString("status")).isEqualTo("FAILED");
        assertThat(row.getString("error_code")).isEqualTo("opted-out");
        assertThat(row.getString("outcome")).isEqualTo("not sent: opted-out");
        assertThat(Rows.of("select 1 from send_queue where message_id = $1", claim.messageId())).isEmpty();
        assertThat(CarrierForTests.sentTo(claim.message().to())).allSatisfy(
                sent -> assertThat(sent.path("request").path("Message").asText()).isNotEqualTo("paced"));
    }

    @Test
    void aNightThatFellAfterTheClaimSendsTheTextBackUntilMorning() {
        var claim = claimed(aNumberOn("CFREE6", "BTEN"), Instant.now().plusSeconds(30));
        Rows.of("update send_queue set external = '+14012345678' where message_id = $1", claim.messageId());

        assertThat(check(claim)).isInstanceOf(LastCheck.Answer.Stopped.class);

        var row = Rows.of("""
                select m.status, q.attempts, q.waiting_for, q.next_attempt_at, q.expected_at, q.expires_at, a.outcome
                from message m join send_queue q on q.message_id = m.id join attempt a on a.message_id = m.id
                where m.id = $1
                """, claim.messageId()).getFirst();
        assertThat(row.getString("status")).isEqualTo("QUEUED");
        assertThat(row.getInteger("attempts")).isZero();
        assertThat(row.getString("waiting_for")).isEqualTo("QUIET_HOURS");
        assertThat(row.getString("outcome")).isEqualTo("not sent: quiet-hours");
        var opens = row.getOffsetDateTime("next_attempt_at").toInstant();
        assertThat(opens).isAfter(Instant.now()).isEqualTo(row.getOffsetDateTime("expected_at").toInstant());
        assertThat(row.getOffsetDateTime("expires_at").toInstant()).isAfter(opens);
    }

    @Test
    void findsWhatIsDueInMillisecondsUnderALongQueue() {
        for (var i = 0; i < 100; i++) {
            var did = World.aNumber();
            numbers.add(did);
            queue(did, 500, LIVE, "now() + interval '1 h'");
        }
        Rows.of("analyze send_queue");
        var dids = numbers.stream().map(PhoneNumber::value).toArray(String[]::new);
        var heads = explain(DueTexts.HEADS);
        var later = OffsetDateTime.now(ZoneOffset.UTC).plusHours(2);
        var pick = explain(DueTexts.PICK, later, dids, filled(new Short[100], (short) 0),
                filled(new Boolean[100], false), filled(new Integer[100], Integer.MAX_VALUE),
                filled(new Integer[100], 1));
        LOG.infof("50,000 texts on 100 numbers: heads %.1f ms, the first of each %.1f ms", heads, pick);
        // A busy build machine's milliseconds; a scan of the table would take a hundred times as long.
        assertThat(heads).isLessThan(40);
        assertThat(pick).isLessThan(60);
    }

    private static double explain(String sql, Object... parameters) {
        var best = Double.MAX_VALUE;
        for (var i = 0; i < 3; i++) {
            var plan = Rows.of("explain (analyze, format text) " + sql, parameters);
            best = Math.min(best, Double.parseDouble(plan.getLast().getString(0).replaceAll("[^0-9.]", "")));
        }
        return best;
    }

    private static <T> T[] filled(T[] array, T value) {
        Arrays.fill(array, value);
        return array;
    }

    private LastCheck.Answer check(Claims.Claim claim) {
        return lastCheck.check(claim).await().atMost(Duration.ofSeconds(5));
    }

    /** A text that somebody has claimed, as the rows say it. */
    private Claims.Claim claimed(PhoneNumber did, Instant slot) {
        queue(did, 1, LIVE, "now() + interval '1 h'");
        var row = Rows.of("select message_id, thread_id, external from send_queue where did = $1", did.value())
                .getFirst();
        var id = row.getUUID("message_id");
        var attempt = UUID.randomUUID();
        Rows.of("update message set status = 'SENDING' where id = $1", id);
        Rows.of("update send_queue set lease_token = 1, lease_owner = 'a test', attempts = 1, "
                + "lease_until = now() + interval '1 min' where message_id = $1", id);
        Rows.of("insert into attempt (id, message_id, token, started_at, request) values ($1, $2, 1, $3, 'a test')",
                attempt, id, slot.atOffset(ZoneOffset.UTC));
        return new Claims.Claim(id, row.getUUID("thread_id"), attempt, 1, new CarrierMessage(did,
                new PhoneNumber(row.getString("external")), "paced", List.of()), false, 1, slot, true);
    }

    private PhoneNumber aNumberOn(String campaign, String brand) {
        Rows.of("""
                insert into campaign (campaign_id, name, brand_id, throughput_class, approved, occurred_at)
                values ($1, $1, $2, 'T', true, now()) on conflict do nothing
                """, campaign, brand);
        var did = World.aNumber();
        CarrierForTests.own(did);
        World.publish(did, campaign, "support");
        numbers.add(did);
        return did;
    }

    private static void queue(PhoneNumber did, int texts, int lane) {
        queue(did, texts, lane, "now() - interval '1 min'");
    }

    private static void queue(PhoneNumber did, int texts, int lane, String due) {
        Rows.of(QUEUED.replace("now() - interval '1 min'", due), did.value(), texts,
                ThreadLocalRandom.current().nextInt(2_000_000, 9_990_000), (short) lane);
    }

    private static String send(PhoneNumber did, PhoneNumber contact) {
        return as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", "hello"))
                .post("/api/messages/send").then().statusCode(202).extract().path("id");
    }

    private static long sent(PhoneNumber did) {
        return Rows.count("select count(*) from message where did = $1 and status = 'SENT'", did.value());
    }

    private static List<Instant> starts(PhoneNumber did) {
        return Rows.of("""
                select a.started_at from attempt a join message m on m.id = a.message_id where m.did = $1
                order by a.started_at
                """, did.value()).stream().map(row -> row.getOffsetDateTime(0).toInstant()).toList();
    }

    private static int mostInASecond(List<Instant> starts) {
        var most = 0;
        var from = 0;
        for (var i = 0; i < starts.size(); i++) {
            while (!starts.get(from).plusSeconds(1).isAfter(starts.get(i))) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        return most;
    }
}
