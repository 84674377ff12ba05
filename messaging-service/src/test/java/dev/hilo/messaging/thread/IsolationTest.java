package dev.hilo.messaging.thread;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Two teams, every door: what is not yours does not exist (design rule 8). */
@WholeService
class IsolationTest {

    /** One request of somebody who knows the ids. */
    private record Door(String method, String path, Object body) {
    }

    private final PhoneNumber did = World.aNumberOf("support");
    private final PhoneNumber contact = aContact();
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void nothingOfAnotherTeamIsSeenOrTouched() {
        arrives(World.text(did, contact, "the word is " + word));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        var thread = Rows.of("select id from thread where did = $1", did.value()).getFirst().getUUID(0);
        var message = Rows.of("select id from message where did = $1", did.value()).getFirst().getUUID(0);
        for (var door : doors(thread, message).toList()) {
            assertThat(status(TokensForTests.leo(), door)).as("leo at %s", door).isEqualTo(404);
            assertThat(status(TokensForTests.of("nobody", "visitor", "support"), door)).as("no role at %s", door)
                    .isEqualTo(404);
        }
        for (var token : List.of(TokensForTests.leo(), TokensForTests.of("nobody", "visitor", "support"))) {
            assertThat(as(token).get("/api/threads?limit=200").jsonPath().getList("id")).doesNotContain(
                    thread.toString());
            assertThat(as(token).get("/api/search?q=" + word).jsonPath().getList("messages")).isEmpty();
            assertThat(as(token).get("/api/search?q=" + contact.value().substring(1)).jsonPath().getList("threads"))
                    .isEmpty();
            as(token).body(Map.of("from", did.value(), "to", contact.value(), "body", "x"))
                    .post("/api/messages/send").then().statusCode(422);
        }
        for (var token : List.of(TokensForTests.ana(), TokensForTests.marta())) {
            assertThat(as(token).get("/api/search?q=" + word).jsonPath().getList("messages")).hasSize(1);
            assertThat(as(token).get("/api/search?q=" + contact.value().substring(1)).jsonPath().getList("threads"))
                    .hasSize(1);
            as(token).get("/api/threads/" + thread).then().statusCode(200);
        }
    }

    @Test
    void aNumberThatChangesTeamsTakesItsThreadsAlong() {
        arrives(World.text(did, contact, "hello"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        var thread = Rows.of("select id from thread where did = $1", did.value()).getFirst().getUUID(0);
        as(TokensForTests.leo()).get("/api/threads/" + thread).then().statusCode(404);

        World.publish(did, "C0DEMO1", "sales");

        eventually(() -> as(TokensForTests.leo()).get("/api/threads/" + thread).then().statusCode(200));
        eventually(() -> as(TokensForTests.ana()).get("/api/threads/" + thread).then().statusCode(404));
    }

    @Test
    void aTokenForSomebodyElseOpensNothing() {
        var elsewhere = TokensForTests.forAudience("payroll", "ana", "manager", "support");

        as(elsewhere).get("/api/threads").then().statusCode(401);
    }

    @Test
    void everyDoorIsClosedWithoutAToken() {
        var any = UUID.randomUUID();
        doors(any, any).forEach(door -> assertThat(RestAssured.given().contentType("application/json")
                .body(door.body() == null ? "{}" : door.body()).request(door.method(), door.path()).statusCode())
                .as(door.toString()).isEqualTo(401));
        assertThat(RestAssured.get("/api/threads").statusCode()).isEqualTo(401);
        assertThat(RestAssured.get("/api/search?q=x").statusCode()).isEqualTo(401);
        assertThat(RestAssured.given().multiPart("file", "x.png", new byte[]{1}).post("/api/media").statusCode())
                .isEqualTo(401);
    }

    private static Stream<Door> doors(UUID thread, UUID message) {
        var threads = "/api/threads/" + thread;
        return Stream.of(new Door("GET", threads, null),
                new Door("GET", threads + "/messages", null),
                new Door("POST", threads + "/read", Map.of("seq", 1)),
                new Door("GET", threads + "/draft", null),
                new Door("PUT", threads + "/draft", Map.of("body", "x", "version", 0)),
                new Door("PUT", threads + "/labels", Map.of("labels", List.of("x"))),
                new Door("PUT", threads + "/assignee", Map.of("assignee", "leo")),
                new Door("GET", threads + "/takers", null),
                new Door("PUT", threads + "/state", Map.of("state", "closed")),
                new Door("POST", threads + "/notes", Map.of("body", "x")),
                new Door("GET", "/api/messages/" + message, null),
                new Door("POST", "/api/messages/" + message + "/retry", null));
    }

    private static int status(String token, Door door) {
        var request = as(token);
        return (door.body() == null ? request : request.body(door.body())).request(door.method(), door.path())
                .statusCode();
    }
}
