package dev.hilo.messaging.thread;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aLabel;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventsOf;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@WholeService
class ThreadsTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @Test
    void pagesByKeyWithoutMissingOrRepeating() {
        var did = aNumberOf("support");
        for (var i = 0; i < 7; i++) {
            arrives(text(did, aContact(), "thread " + i));
        }
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(7));
        List<String> seen = new ArrayList<>();
        var next = "/api/threads?limit=3&did=" + did.value().replace("+", "%2B");
        for (var pages = 0; next != null && pages < 5; pages++) {
            var response = as(TokensForTests.ana()).urlEncodingEnabled(false).get(next);
            seen.addAll(response.jsonPath().getList("id"));
            var link = response.header("Link");
            var matcher = NEXT.matcher(link == null ? "" : link);
            next = matcher.find() ? matcher.group(1) : null;
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void showsATimelineInOrderWithItsBaseline() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = threadWith(did, contact, "one", "two", "three", "four");
        as(TokensForTests.ana()).get("/api/threads/" + id + "/messages").then().statusCode(200)
                .header("X-Thread-Last-Seq", "4").body("body", contains("one", "two", "three", "four"));
        as(TokensForTests.ana()).get("/api/threads/" + id + "/messages?limit=2").then()
                .body("body", contains("three", "four")).header("Link", equalTo(
                        "</api/threads/" + id + "/messages?limit=2&before=3>; rel=\"next\""));
        as(TokensForTests.ana()).get("/api/threads/" + id + "/messages?limit=2&before=3").then()
                .body("body", contains("one", "two"));
        as(TokensForTests.ana()).get("/api/threads/" + id + "/messages?after=3").then()
                .body("body", contains("four"));
    }

    @Test
    void showsATimelineFromAMomentOn() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = threadWith(did, contact, "one", "two", "three", "four");
        Rows.of("update message set created_at = created_at - interval '30 days' where did = $1 and seq <= 2",
                did.value());
        var messages = "/api/threads/" + id + "/messages";
        as(TokensForTests.ana()).queryParam("at", Instant.now().minus(Duration.ofDays(1)).toString())
                .queryParam("limit", 1).get(messages).then().statusCode(200).header("X-Thread-Last-Seq", "4")
                .body("body", contains("three"))
                .header("Link", containsString("from=4>"));
        as(TokensForTests.ana()).queryParam("at", "1999-12-31T23:00:00+01:00").get(messages).then()
                .body("body", contains("one", "two", "three", "four"));
        as(TokensForTests.ana()).queryParam("at", Instant.now().plusSeconds(3600).toString()).get(messages).then()
                .statusCode(200).body("$", hasSize(0));
        as(TokensForTests.ana()).get(messages + "?from=2&limit=2").then().body("body", contains("two", "three"))
                .header("Link", equalTo("<" + messages + "?limit=2&from=4>; rel=\"next\""));
        as(TokensForTests.leo()).queryParam("at", "1999-12-31T23:00:00Z").get(messages).then().statusCode(404);
    }

    @Test
    void refusesAPlaceThatIsNone() {
        var messages = "/api/threads/" + threadWith(aNumberOf("support"), aContact(), "one") + "/messages";
        as(TokensForTests.ana()).get(messages + "?at=yesterday").then().statusCode(422)
                .body("errors[0].pointer", equalTo("at"));
        as(TokensForTests.ana()).get(messages + "?before=3&from=1").then().statusCode(422);
    }

    @Test
    void readingIsPersonalAndTellsOnlyWhatMoved() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = threadWith(did, contact, "one", "two", "three");
        as(TokensForTests.ana()).body(Map.of("seq", 2)).post("/api/threads/" + id + "/read").then().statusCode(204);
        as(TokensForTests.ana()).get("/api/threads/" + id).then().body("unread", equalTo(1));
        as(TokensForTests.marta()).get("/api/threads/" + id).then().body("unread", equalTo(3));
        as(TokensForTests.ana()).get("/api/threads/" + id + "/messages").then()
                .body("status", contains("read", "read", "received"));
        as(TokensForTests.ana()).body(Map.of("seq", 1)).post("/api/threads/" + id + "/read").then().statusCode(204);
        as(TokensForTests.ana()).get("/api/threads/" + id).then().body("unread", equalTo(1));
        as(TokensForTests.marta()).body(Map.of("seq", 99)).post("/api/threads/" + id + "/read").then()
                .statusCode(204);
        as(TokensForTests.marta()).get("/api/threads/" + id).then().body("unread", equalTo(0));
        eventually(() -> assertThat(eventsOf(did, contact)).filteredOn(ConversationEvent.ThreadRead.class::isInstance)
                .extracting(event -> ((ConversationEvent.ThreadRead) event).user()).containsExactly("ana", "marta"));
        as(TokensForTests.ana()).queryParam("filter", "unread").queryParam("did", did.value()).get("/api/threads")
                .then().body("$", hasSize(1));
        as(TokensForTests.marta()).queryParam("filter", "unread").queryParam("did", did.value()).get("/api/threads")
                .then().body("$", hasSize(0));
    }

    @Test
    void aGapIsClosedByWhatChangedToo() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = threadWith(did, contact, "one", "two");
        as(TokensForTests.ana()).body(Map.of("seq", 1)).post("/api/threads/" + id + "/read").then().statusCode(204);
        as(TokensForTests.ana()).get("/api/threads/" + id + "/messages?after=2").then().body("body", contains("one"));
    }

    @Test
    void aNoteStandsInTheThreadAndNeverLeaves() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = threadWith(did, contact, "Is it ready?");
        as(TokensForTests.ana()).body(Map.of("body", "Ask the kitchen")).post("/api/threads/" + id + "/notes").then()
                .statusCode(201).body("direction", equalTo("note")).body("author", equalTo("ana"))
                .body("seq", equalTo(2));
        as(TokensForTests.ana()).get("/api/threads/" + id).then().body("unanswered", equalTo(true));
        assertThat(Rows.of("select 1 from send_queue q join message m on m.id = q.message_id where m.did = $1",
                did.value())).isEmpty();
    }

    @Test
    void filtersByStateAndAssigneeAndPartOfTheNumber() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = threadWith(did, contact, "Hello");
        as(TokensForTests.ana()).body(Map.of("assignee", "ana")).put("/api/threads/" + id + "/assignee").then()
                .statusCode(200).body("assignee", equalTo("ana")).body("lastSeq", equalTo(2));
        assertThat(list(TokensForTests.ana(), did, "mine")).containsExactly(id);
        assertThat(list(TokensForTests.marta(), did, "mine")).isEmpty();
        assertThat(list(TokensForTests.ana(), did, "unassigned")).isEmpty();
        as(TokensForTests.ana()).body(Map.of("state", "closed")).put("/api/threads/" + id + "/state").then()
                .statusCode(200).body("state", equalTo("closed"));
        assertThat(list(TokensForTests.ana(), did, "all")).isEmpty();
        assertThat(list(TokensForTests.ana(), did, "closed")).containsExactly(id);
        arrives(text(did, contact, "One more thing"));
        eventually(() -> assertThat(list(TokensForTests.ana(), did, "all")).containsExactly(id));
        var kitchen = aLabel("Kitchen");
        var vip = aLabel("VIP");
        as(TokensForTests.ana()).body(Map.of("labels", List.of(vip, kitchen, vip)))
                .put("/api/threads/" + id + "/labels").then().body("labels", contains(kitchen, vip));
        as(TokensForTests.ana()).queryParam("label", vip).queryParam("did", did.value()).get("/api/threads").then()
                .body("id", contains(id));
        as(TokensForTests.ana()).queryParam("q", "(305) " + contact.value().substring(5, 8))
                .queryParam("did", did.value()).get("/api/threads").then().body("id", contains(id));
        eventually(() -> assertThat(eventsOf(did, contact)).filteredOn(ConversationEvent.Sequenced.class::isInstance)
                .extracting(event -> ((ConversationEvent.Sequenced) event).seq()).containsExactly(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void aDraftIsItsWritersOwnAndAnOldWriteIsRefused() {
        var did = aNumberOf("support");
        var draft = "/api/threads/" + threadWith(did, aContact(), "Hello") + "/draft";
        as(TokensForTests.ana()).get(draft).then().body("body", equalTo("")).body("version", equalTo(0));
        as(TokensForTests.ana()).body(Map.of("body", "Dear", "version", 0)).put(draft).then().statusCode(200)
                .body("version", equalTo(1));
        as(TokensForTests.ana()).body(Map.of("body", "Dear cust", "version", 1)).put(draft).then().statusCode(200)
                .body("version", equalTo(2));
        as(TokensForTests.ana()).body(Map.of("body", "Old", "version", 1)).put(draft).then().statusCode(409)
                .body("body", equalTo("Dear cust")).body("version", equalTo(2));
        as(TokensForTests.marta()).get(draft).then().body("version", equalTo(0));
    }

    private static List<String> list(String token, PhoneNumber did, String filter) {
        return as(token).queryParam("filter", filter).queryParam("did", did.value()).get("/api/threads").then()
                .statusCode(200).extract().jsonPath().getList("id");
    }

    private static String threadWith(PhoneNumber did, PhoneNumber contact, String... texts) {
        for (var text : texts) {
            arrives(text(did, contact, text));
        }
        eventually(() -> assertThat(Rows.of("select 1 from message where did = $1 and external = $2", did.value(),
                contact.value())).hasSize(texts.length));
        return Rows.of("select id from thread where did = $1 and external = $2", did.value(), contact.value())
                .getFirst().getUUID(0).toString();
    }
}
