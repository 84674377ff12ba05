package dev.hilo.messaging.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.restassured.response.Response;
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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class TeamworkTest {

    @Inject
    WakeThreads wakeThreads;

    /** A team of its own for each test, so that nobody else's threads come into question. */
    private final String team = "team-" + UUID.randomUUID();
    private final String ana = TokensForTests.of("ana-" + team, "agent", team);
    private final String leo = TokensForTests.of("leo-" + team, "agent", team);
    private final PhoneNumber did = aNumberOf(team);

    @Test
    void twentyWhoClaimTenThreadsGetEachOfThemOnce() throws InterruptedException {
        for (var i = 0; i < 10; i++) {
            arrives(text(did, aContact(), "Anybody there?"));
        }
        eventually(() -> assertThat(threadsOf(did)).hasSize(10));

        var answers = allAtOnce(IntStream.range(0, 20).<Callable<Response>>mapToObj(
                i -> () -> claim(TokensForTests.of("agent-" + i + team, "agent", team))).toList());

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 204);
        var claimed = answers.stream().filter(answer -> answer.statusCode() == 200)
                .map(answer -> answer.jsonPath().getString("id")).toList();
        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(threadsOf(did));
        assertThat(Rows.of("select distinct assignee from thread where did = $1", did.value())).hasSize(10);
        as(ana).get("/api/threads/claim").then().body("waiting", equalTo(0)).body("oldestSince", nullValue());
    }

    @Test
    void theOneWhoHasWaitedLongestComesFirst() {
        var first = threadWith("First");
        var second = threadWith("Second");
        as(ana).get("/api/threads/claim").then().body("waiting", equalTo(2)).body("oldestSince", notNullValue());

        var key = UUID.randomUUID().toString();
        claim(ana, key).then().statusCode(200).body("id", equalTo(first)).body("assignee", equalTo("ana-" + team))
                .body("unread", equalTo(1)).body("waitingSince", notNullValue());
        claim(ana, key).then().statusCode(200).body("id", equalTo(first));
        claim(leo).then().statusCode(200).body("id", equalTo(second));
        claim(leo).then().statusCode(204);

        assertThat(linesOf(first)).containsExactly("claimed ana-" + team);
    }

    @Test
    void whatIsClosedAsleepOrHandedToAnotherTeamIsNotClaimed() {
        var both = aNumberOf(team, "sales");
        var closed = threadWith(both, "Done");
        var asleep = threadWith(both, "Later");
        var others = threadWith(both, "For sales");
        state(ana, closed, Map.of("state", "closed")).then().statusCode(200);
        state(ana, asleep, Map.of("state", "snoozed", "until", Instant.now().plusSeconds(3600).toString())).then()
                .statusCode(200);
        assignee(ana, others, Map.of("team", "sales")).then().statusCode(200).body("team", equalTo("sales"))
                .body("assignee", nullValue());

        as(ana).body(Map.of()).post("/api/threads/claim").then().statusCode(204);
        as(TokensForTests.leo()).body(Map.of("did", both.value(), "team", "sales")).post("/api/threads/claim").then()
                .statusCode(200).body("id", equalTo(others)).body("assignee", equalTo("leo"))
                .body("team", nullValue()).body("formerTeam", equalTo("sales"));
        assertThat(linesOf(others)).containsExactly("assigned-team sales", "claimed leo");
    }

    @Test
    void aThreadIsGivenOnlyToWhomSeesIt() {
        var thread = threadWith("Hello");
        isHere("leo-" + team, "agent", team);
        isHere("tom-" + team, "agent", "sales");

        as(ana).get("/api/threads/" + thread + "/takers").then().statusCode(200).body("teams", contains(team))
                .body("people.user", hasItems("leo-" + team)).body("people.user", not(hasItems("tom-" + team)));
        assignee(ana, thread, Map.of("assignee", "leo-" + team)).then().statusCode(200)
                .body("assignee", equalTo("leo-" + team));
        assignee(ana, thread, Map.of("assignee", "tom-" + team)).then().statusCode(422)
                .body("errors.pointer", contains("/assignee"));
        assignee(ana, thread, Map.of("assignee", "nobody-" + team)).then().statusCode(422);
        assignee(ana, thread, Map.of("team", "sales")).then().statusCode(422)
                .body("errors.pointer", contains("/team"));
        assignee(ana, thread, Map.of("assignee", "leo-" + team, "team", team)).then().statusCode(422);
        assignee(ana, thread, Map.of("team", team)).then().statusCode(200).body("assignee", nullValue());
        assignee(ana, thread, Map.of("assignee", "ana-" + team)).then().statusCode(200).body("team", nullValue());
        assignee(ana, thread, Map.of("assignee", "ana-" + team)).then().statusCode(200);
        as(ana).body("{\"assignee\":null}").put("/api/threads/" + thread + "/assignee").then().statusCode(200);

        assertThat(linesOf(thread)).containsExactly("assigned leo-" + team, "assigned-team " + team,
                "claimed ana-" + team, "unassigned ana-" + team);
    }

    @Test
    void whatWasSnoozedWakesOnceHoweverManyLook() throws InterruptedException {
        var thread = threadWith("Tomorrow, please");
        state(ana, thread, Map.of("state", "snoozed")).then().statusCode(422)
                .body("errors.pointer", contains("/until"));
        state(ana, thread, Map.of("state", "snoozed", "until", "2020-01-01T00:00:00Z")).then().statusCode(422);
        var until = Instant.now().plusMillis(1500);
        state(ana, thread, Map.of("state", "snoozed", "until", until.toString())).then().statusCode(200)
                .body("state", equalTo("snoozed")).body("snoozedUntil", notNullValue());

        eventually(() -> {
            var _ = allAtOnce(IntStream.range(0, 8).<Callable<Object>>mapToObj(_ -> () -> {
                wakeThreads.wake().await().atMost(Duration.ofSeconds(10));
                return "awake";
            }).toList());
            as(ana).get("/api/threads/" + thread).then().body("state", equalTo("open"))
                    .body("snoozedUntil", nullValue());
        });

        assertThat(Instant.now()).isAfter(until);
        assertThat(linesOf(thread)).hasSize(2).last().isEqualTo("woken");
        assertThat(linesOf(thread).getFirst()).startsWith("snoozed " + until.toString().substring(0, 19));
    }

    @Test
    void aContactWhoWritesWakesTheThreadWithoutALine() {
        var contact = aContact();
        var thread = threadWith(did, contact, "Hello");
        becomes(ana, thread, Map.of("state", "snoozed", "until", Instant.now().plusSeconds(3600).toString()));
        arrives(text(did, contact, "One more thing"));
        eventually(() -> as(ana).get("/api/threads/" + thread).then().body("state", equalTo("open"))
                .body("snoozedUntil", nullValue()));
        assertThat(linesOf(thread)).hasSize(1);
    }

    @Test
    void anAnswerAndAnEndAreKeptForReports() {
        var contact = aContact();
        var thread = threadWith(did, contact, "Hello");
        as(ana).body(Map.of("labels", List.of())).put("/api/threads/" + thread + "/labels").then().statusCode(200);
        as(ana).body(Map.of("from", did.value(), "to", contact.value(), "body", "Hi", "force", true))
                .post("/api/messages/send").then().statusCode(202);
        as(ana).get("/api/threads/" + thread).then().body("unanswered", equalTo(false))
                .body("waitingSince", nullValue());
        as(ana).body(Map.of("from", did.value(), "to", contact.value(), "body", "Still there?", "force", true))
                .post("/api/messages/send").then().statusCode(202);

        var replies = Rows.of("select * from reply where thread_id = $1", UUID.fromString(thread));
        assertThat(replies).hasSize(1);
        assertThat(replies.getFirst().getString("author")).isEqualTo("ana-" + team);
        assertThat(replies.getFirst().getOffsetDateTime("asked_at"))
                .isBefore(replies.getFirst().getOffsetDateTime("replied_at"));

        becomes(ana, thread, Map.of("state", "closed"));
        becomes(ana, thread, Map.of("state", "open"));
        becomes(leo, thread, Map.of("state", "closed"));
        assertThat(Rows.of("select by from resolution where thread_id = $1", UUID.fromString(thread)))
                .extracting(row -> row.getString(0)).containsExactly("leo-" + team);

        arrives(text(did, contact, "Another question"));
        eventually(() -> as(ana).get("/api/threads/" + thread).then().body("state", equalTo("open")));
        becomes(ana, thread, Map.of("state", "closed"));
        assertThat(Rows.of("select 1 from resolution where thread_id = $1", UUID.fromString(thread))).hasSize(2);
    }

    @Test
    void whoGoesHomeHandsOverWhatTheyHave() {
        var elsewhere = aNumberOf(team, "sales");
        var one = threadWith("One");
        var two = threadWith("Two");
        var asleep = threadWith("Asleep");
        var free = threadWith("Free");
        for (var thread : List.of(one, two, asleep)) {
            assignee(ana, thread, Map.of("assignee", "ana-" + team)).then().statusCode(200);
        }
        becomes(ana, asleep, Map.of("state", "snoozed", "until", Instant.now().plusSeconds(3600).toString()));
        var sold = threadWith(elsewhere, "For sales");
        assignee(ana, sold, Map.of("assignee", "ana-" + team)).then().statusCode(200);
        isHere("leo-" + team, "agent", team);

        handOver(ana, Map.of("to", Map.of("user", "ana-" + team))).then().statusCode(422);
        handOver(ana, Map.of("to", Map.of("team", "sales"))).then().statusCode(200).body("threads", equalTo(1))
                .body("left", equalTo(2));
        handOver(ana, Map.of("to", Map.of("user", "leo-" + team), "note", "Call them back")).then().statusCode(200)
                .body("threads", equalTo(2)).body("left", equalTo(0));

        as(leo).queryParam("filter", "mine").get("/api/threads").then().body("id", containsInAnyOrder(one, two));
        as(ana).get("/api/threads/" + asleep).then().body("assignee", equalTo("ana-" + team));
        as(ana).get("/api/threads/" + free).then().body("assignee", nullValue());
        as(ana).get("/api/threads/" + sold).then().body("team", equalTo("sales"));
        assertThat(linesOf(one)).containsExactly("claimed ana-" + team, "handed-over leo-" + team);
        as(leo).get("/api/threads/" + one + "/messages").then()
                .body("find { it.direction == 'note' }.body", equalTo("Call them back"))
                .body("find { it.direction == 'note' }.mentions", contains("leo-" + team));
        handOver(ana, Map.of("snoozed", true)).then().statusCode(200).body("threads", equalTo(1));
        as(ana).get("/api/threads/" + asleep).then().body("assignee", nullValue()).body("state", equalTo("snoozed"));
        assertThat(Rows.of("select 1 from audit where user_name = $1 and what = 'threads.handed-over'",
                "ana-" + team)).hasSize(3);
    }

    @Test
    void whatWasHandedOverComesBackWhereNobodyWentOnWithIt() {
        var quiet = threadWith("Quiet");
        var passedOn = threadWith("Passed on");
        var done = threadWith("Done");
        for (var thread : List.of(quiet, passedOn, done)) {
            assignee(ana, thread, Map.of("assignee", "ana-" + team)).then().statusCode(200);
        }
        isHere("leo-" + team, "agent", team);
        var to = Map.<String, Object>of("user", "leo-" + team);
        var given = handOver(ana, Map.of("to", to)).then().statusCode(200)
                .body("ids", containsInAnyOrder(quiet, passedOn, done)).extract().jsonPath().getList("ids");
        assignee(leo, passedOn, Map.of("team", team)).then().statusCode(200);
        becomes(leo, done, Map.of("state", "closed"));
        var stranger = TokensForTests.of("tom-" + team, "agent", "elsewhere-" + team);
        takeBack(stranger, "a", Map.of("threads", given, "from", to)).then().statusCode(200)
                .body("threads", equalTo(0)).body("left", equalTo(3));

        var wish = Map.of("threads", given, "from", to);
        takeBack(ana, "b", wish).then().statusCode(200).body("threads", equalTo(1)).body("left", equalTo(2));
        takeBack(ana, "b", wish).then().statusCode(200).body("threads", equalTo(1)).body("left", equalTo(2));
        takeBack(ana, "c", wish).then().statusCode(200).body("threads", equalTo(0)).body("left", equalTo(3));

        as(ana).queryParam("filter", "mine").get("/api/threads").then().body("id", contains(quiet));
        as(ana).get("/api/threads/" + passedOn).then().body("team", equalTo(team));
        assertThat(linesOf(quiet)).containsExactly("claimed ana-" + team, "handed-over leo-" + team,
                "claimed ana-" + team);
        assertThat(Rows.of("select 1 from audit where user_name = $1 and what = 'threads.taken-back'",
                "ana-" + team)).hasSize(1);
        takeBack(ana, "d", Map.of("threads", given, "from", Map.of("user", "ana-" + team))).then().statusCode(422)
                .body("errors.pointer", contains("/from/user"));
    }

    @Test
    void whatWentBackToAllComesBackUnlessSomebodyTookIt() {
        var free = threadWith("Free");
        var taken = threadWith("Taken");
        for (var thread : List.of(free, taken)) {
            assignee(ana, thread, Map.of("assignee", "ana-" + team)).then().statusCode(200);
        }
        var given = handOver(ana, Map.of()).then().statusCode(200).extract().jsonPath().getList("ids");
        assignee(leo, taken, Map.of("assignee", "leo-" + team)).then().statusCode(200);

        takeBack(ana, "a", Map.of("threads", given)).then().statusCode(200).body("threads", equalTo(1))
                .body("left", equalTo(1));
        as(ana).get("/api/threads/" + free).then().body("assignee", equalTo("ana-" + team));
        as(ana).get("/api/threads/" + taken).then().body("assignee", equalTo("leo-" + team));
    }

    @Test
    void aNoteCallsThoseWhoMayReadIt() {
        var contact = aContact();
        var thread = threadWith(did, contact, "Hello");
        var outsider = "out-" + team;
        isHere("leo-" + team, "agent", team);
        isHere(outsider, "agent", "sales");

        as(ana).body(Map.of("body", "@leo-" + team + " and @" + outsider + ": any idea? @ana-" + team))
                .post("/api/threads/" + thread + "/notes").then().statusCode(201)
                .body("mentions", contains("leo-" + team));

        as(leo).get("/api/threads/" + thread).then().body("lastMessage.mentions", contains("leo-" + team));
        as(leo).get("/api/threads/" + thread + "/messages").then().body("[1].mentions", contains("leo-" + team));
        eventually(
                () -> assertThat(eventsOf(did, contact)).filteredOn(ConversationEvent.MessageQueued.class::isInstance)
                        .extracting(event -> ((ConversationEvent.MessageQueued) event).message().mentions())
                        .containsExactly(List.of("leo-" + team)));
    }

    @Test
    void anAgentSeesTheirTeamAndTheManagersAManagerAll() {
        var stranger = "stranger-" + team;
        isHere("leo-" + team, "agent", team);
        isHere(stranger, "agent", "elsewhere-" + team);
        isHere("boss-" + team, "manager", "elsewhere-" + team);
        as(TokensForTests.of("service-account-" + team, "agent", team)).get("/api/threads").then().statusCode(200);

        as(ana).get("/api/people").then().statusCode(200)
                .body("user", hasItems("leo-" + team, "boss-" + team))
                .body("user", not(hasItems(stranger)))
                .body("user", not(hasItems("service-account-" + team)))
                .body("find { it.user == 'leo-%s' }.teams".formatted(team), contains(team))
                .body("find { it.user == 'leo-%s' }.roles".formatted(team), contains("agent"));
        as(TokensForTests.of("boss-" + team, "manager")).get("/api/people").then().body("user", hasItems(stranger));
        as(TokensForTests.of("ghost-" + team, "visitor")).get("/api/people").then().body("user", empty());
    }

    /** They have called the service, and it is written down. */
    private static void isHere(String user, String role, String... teams) {
        as(TokensForTests.of(user, role, teams)).get("/api/threads?limit=1").then().statusCode(200);
        eventually(() -> assertThat(Rows.of("select 1 from person where user_name = $1", user)).hasSize(1));
    }

    private Response claim(String token) {
        return claim(token, UUID.randomUUID().toString());
    }

    private Response claim(String token, String key) {
        return as(token).header("Idempotency-Key", key).body(Map.of("did", did.value())).post("/api/threads/claim");
    }

    private static Response state(String token, String thread, Map<String, String> state) {
        return as(token).body(state).put("/api/threads/" + thread + "/state");
    }

    private static void becomes(String token, String thread, Map<String, String> state) {
        state(token, thread, state).then().statusCode(200);
    }

    private static Response assignee(String token, String thread, Map<String, String> assignee) {
        return as(token).body(assignee).put("/api/threads/" + thread + "/assignee");
    }

    private static Response handOver(String token, Map<String, Object> wish) {
        return as(token).body(wish).post("/api/threads/handover");
    }

    private static Response takeBack(String token, String key, Map<String, Object> wish) {
        return as(token).header("Idempotency-Key", key).body(wish).post("/api/threads/takeback");
    }

    private String threadWith(String text) {
        return threadWith(did, text);
    }

    private static String threadWith(PhoneNumber number, String text) {
        return threadWith(number, aContact(), text);
    }

    private static String threadWith(PhoneNumber number, PhoneNumber contact, String text) {
        arrives(text(number, contact, text));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1 and external = $2 and unanswered",
                number.value(), contact.value())).hasSize(1));
        return Rows.of("select id from thread where did = $1 and external = $2", number.value(), contact.value())
                .getFirst().getUUID(0).toString();
    }

    private static List<String> threadsOf(PhoneNumber number) {
        return Rows.of("select id from thread where did = $1", number.value()).stream()
                .map(row -> row.getUUID(0).toString()).toList();
    }

    /** The system lines of a thread: the word, and whom or what it is about, or else who did it. */
    private static List<String> linesOf(String thread) {
        return Rows.of("select body, coalesce(subject, author) from message where thread_id = $1"
                + " and direction = 'SYSTEM' order by seq", UUID.fromString(thread)).stream()
                .map(row -> row.getString(1) == null ? row.getString(0) : row.getString(0) + " " + row.getString(1))
                .toList();
    }

    private static <T> List<T> allAtOnce(List<Callable<T>> work) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<T>();
            for (Future<T> one : executor.invokeAll(work)) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
