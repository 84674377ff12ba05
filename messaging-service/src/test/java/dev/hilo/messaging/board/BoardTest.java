package dev.hilo.messaging.board;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
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

@WholeService
class BoardTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** A team and an agent of its own, so that what other tests leave behind is not on its board. */
    private final String team = "team-" + UUID.randomUUID();
    private final String agent = "agent-" + UUID.randomUUID();

    @Test
    void showsWhoWaitsAndForWhom() {
        var did = aNumberOf(team);
        var other = aNumberOf(team);
        var oldest = thread(did, agent, "OPEN", now.minusSeconds(900));
        thread(did, null, "OPEN", now.minusSeconds(300));
        thread(did, null, "SNOOZED", null);
        thread(other, "somebody", "OPEN", null);
        thread(did, agent, "CLOSED", now.minusSeconds(9_000));

        var board = board();

        assertThat(board.getInt("waiting")).isEqualTo(2);
        assertThat(board.getInt("open")).isEqualTo(4);
        assertThat(board.getInt("unassigned")).isEqualTo(2);
        assertThat(board.getInt("snoozed")).isEqualTo(1);
        assertThat(board.getString("oldest.threadId")).isEqualTo(oldest.toString());
        assertThat(Instant.parse(board.getString("oldest.since"))).isEqualTo(now.minusSeconds(900));
        assertThat(board.getList("numbers.did")).containsExactly(did.value(), other.value());
        assertThat(board.getList("numbers.waiting")).containsExactly(2, 0);
        assertThat(board.getList("numbers.open")).containsExactly(3, 1);
        assertThat(board.getList("numbers.unassigned")).containsExactly(2, 0);
        assertThat(board.getString("numbers[0].oldestThread")).isEqualTo(oldest.toString());
        var mine = board.getMap("agents.find { it.user == '" + agent + "' }");
        assertThat(mine).containsEntry("open", 1).containsEntry("waiting", 1)
                .containsEntry("oldestSince", now.minusSeconds(900).toString());
        // Who calls is noted beside the call.
        eventually(() -> assertThat(board().getMap("agents.find { it.user == '" + agent + "' }"))
                .containsEntry("online", true));
        assertThat(board.getMap("agents.find { it.user == 'somebody' }")).containsEntry("online", false)
                .containsEntry("open", 1).doesNotContainKeys("name", "lastReplyAt", "oldestSince");
        assertThat(board.getInt("thresholds.longWait")).isEqualTo(300);
        assertThat(board.getInt("thresholds.tooLong")).isEqualTo(900);
    }

    @Test
    void whoeverWritesWhileNobodyIsThereDoesNotWaitYet() {
        var closed = aNumberOf(team);
        var other = "team-" + UUID.randomUUID();
        var open = aNumberOf(other);
        var night = thread(closed, agent, "OPEN", now.minusSeconds(900));
        var day = thread(open, agent, "OPEN", now.minusSeconds(60));
        as(TokensForTests.marta()).body(Map.of("zone", "UTC", "days", Map.of(), "version", 0))
                .put("/api/teams/" + team + "/hours").then().statusCode(200);

        var board = as(TokensForTests.of(agent, "agent", team, other)).get("/api/board").jsonPath();

        assertThat(board.getString("oldest.threadId")).isEqualTo(night.toString());
        assertThat(board.getString("longest.threadId")).isEqualTo(day.toString());
        assertThat(board.getInt("longest.seconds")).isBetween(60, 120);
        assertThat(board.getBoolean("longest.there")).isTrue();
        var line = "numbers.find { it.did == '" + closed.value() + "' }.longest";
        assertThat(board.getMap(line)).containsEntry("threadId", night.toString()).containsEntry("seconds", 0)
                .containsEntry("there", false);
        var mine = board.getMap("agents.find { it.user == '" + agent + "' }.longest");
        assertThat(mine).containsEntry("threadId", day.toString()).containsEntry("there", true);
    }

    @Test
    void countsAsTheListDoes() {
        var did = aNumberOf(team);
        thread(did, null, "OPEN", now.minusSeconds(60));
        thread(did, agent, "SNOOZED", now.minusSeconds(30));
        thread(did, agent, "CLOSED", now.minusSeconds(10));

        var board = board();

        for (var filter : List.of("unanswered", "unassigned")) {
            var listed = as(token()).queryParam("filter", filter).queryParam("did", did.value()).get("/api/threads")
                    .jsonPath().getList("id");
            assertThat(board.getInt("numbers[0]." + (filter.equals("unanswered") ? "waiting" : filter)))
                    .as(filter).isEqualTo(listed.size());
        }
    }

    @Test
    void aTextThatComesInWaitsAndAnAnswerEndsIt() {
        var did = aNumberOf(team);
        var contact = aContact();
        arrives(text(did, contact, "Anybody there?"));
        eventually(() -> assertThat(board().getInt("waiting")).isEqualTo(1));

        as(token()).body(Map.of("from", did.value(), "to", contact.value(), "body", "Yes"))
                .post("/api/messages/send").then().statusCode(202);

        var board = board();
        assertThat(board.getInt("waiting")).isZero();
        assertThat(board.getMap("")).doesNotContainKey("oldest");
        var mine = board.getMap("agents.find { it.user == '" + agent + "' }");
        assertThat(mine).containsEntry("replies", 1).containsKey("lastReplyAt");
        assertThat(board.getInt("today.replies")).isEqualTo(1);
        assertThat(board.getMap("today")).containsKey("firstReplyP50");
    }

    @Test
    void tellsWhatWaitsForTheCarrierAndWhenTheLastOfItWillHaveLeft() {
        var did = aNumberOf(team);
        var thread = thread(did, null, "OPEN", null);
        queued(thread, did, 40, "TURN", now.minusSeconds(5));
        queued(thread, did, 3, "SCHEDULED", now.plus(Duration.ofHours(5)));
        queued(thread, did, 2, "CONSENT", now.minusSeconds(5));
        try {
            var queue = board().getMap("queue");
            // The first of them leave while we look.
            assertThat((Integer) queue.get("queued")).isBetween(20, 40);
            assertThat(queue).containsEntry("later", 3).containsEntry("held", 2)
                    .containsKeys("emptyAt", "waiting").doesNotContainKey("rests");
            assertThat(Instant.parse((String) queue.get("emptyAt"))).isAfterOrEqualTo(now);
            assertThat(board().getInt("numbers[0].queued")).isBetween(15, 40);
        } finally {
            Rows.of("delete from send_queue where thread_id = $1", thread);
        }
        assertThat(board().getMap("queue")).containsEntry("queued", 0).doesNotContainKeys("emptyAt", "waiting");
    }

    @Test
    void anAgentSeesTheirTeamsAndAManagerAll() {
        var did = aNumberOf(team);
        thread(did, null, "OPEN", now.minusSeconds(60));

        assertThat(board().getList("numbers.did")).containsExactly(did.value());
        assertThat(as(TokensForTests.marta()).get("/api/board").jsonPath().getList("numbers.did"))
                .contains(did.value());
        assertThat(as(TokensForTests.leo()).get("/api/board").jsonPath().getList("numbers.did"))
                .doesNotContain(did.value());
        var nobody = as(TokensForTests.of("nobody", "visitor", team)).get("/api/board").then().statusCode(200)
                .extract().jsonPath();
        assertThat(nobody.getList("numbers")).isEmpty();
        assertThat(nobody.getInt("waiting")).isZero();
        assertThat(RestAssured.get("/api/board").statusCode()).isEqualTo(401);
    }

    private JsonPath board() {
        return as(token()).get("/api/board").then().statusCode(200).extract().jsonPath();
    }

    private String token() {
        return TokensForTests.of(agent, "agent", team);
    }

    @CanIgnoreReturnValue
    private static UUID thread(PhoneNumber did, @Nullable String assignee, String state, @Nullable Instant waiting) {
        return Rows.of("""
                insert into thread (id, did, external, last_message_at, assignee, state, unanswered, waiting_since,
                    snoozed_until)
                values (gen_random_uuid(), $1, $2, now(), $3, $4, $5::timestamptz is not null, $5,
                    case when $4 = 'SNOOZED' then now() + interval '1 day' end) returning id
                """, did.value(), aContact().value(), assignee, state,
                waiting == null ? null : waiting.atOffset(ZoneOffset.UTC)).getFirst().getUUID(0);
    }

    private static void queued(UUID thread, PhoneNumber did, int texts, String waitingFor, Instant due) {
        Rows.of("""
                with written as (
                    insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body,
                        created_at, updated_at)
                    select gen_random_uuid(), $1, n.seq + k, n.seq + k, 'OUTBOUND', 'QUEUED', $2, '+13052000001', 'x',
                        now(), now()
                    from generate_series(1, $3) k, (select count(*) as seq from message where thread_id = $1) n
                    returning id, seq)
                insert into send_queue (message_id, thread_id, seq, did, external, campaign_id, lane, segments, send_at,
                    next_attempt_at, expires_at, waiting_for)
                select id, $1, seq, $2, '+13052000001', 'C0DEMO1', 1, 1, $4, $4, now() + interval '1 day', $5
                from written
                """, thread, did.value(), texts, due.atOffset(ZoneOffset.UTC), waitingFor);
    }
}
