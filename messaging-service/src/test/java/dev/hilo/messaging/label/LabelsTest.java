package dev.hilo.messaging.label;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.platform.event.EventCodec;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.everythingOn;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class LabelsTest {

    @Test
    void aManagerMakesALabelAndEverybodyHasIt() {
        var name = "Délicat & co " + unique();
        var key = made(name, "amber").statusCode(201).body("color", equalTo("amber")).body("version", equalTo(0))
                .extract().<String>path("key");
        assertThat(key).matches("delicat-co-[a-z0-9]+");
        as(TokensForTests.ana()).get("/api/labels").then().statusCode(200)
                .body("find { it.key == '" + key + "' }.name", equalTo(name))
                .body("find { it.key == '" + key + "' }.threads", nullValue());
    }

    @Test
    void namesAreUniqueWhateverTheirCaseAndKeysAreNeverGivenOutAgain() {
        var name = "Night " + unique();
        var key = made(name, "blue").statusCode(201).extract().<String>path("key");
        made(name.toUpperCase(Locale.ROOT), "red").statusCode(422).body("errors[0].pointer",
                equalTo("/name"));
        as(TokensForTests.marta()).delete("/api/labels/" + key).then().statusCode(204);
        made(name, "blue").statusCode(201).body("key", equalTo(key + "-2"));
    }

    @Test
    void aChangeIsRecordedWithWhatWasBefore() {
        var key = made("Old " + unique(), "blue").extract().<String>path("key");
        var better = "Better " + unique();
        as(TokensForTests.marta()).body(Map.of("name", better, "color", "red", "version", 0)).put("/api/labels/" + key)
                .then().statusCode(200).body("name", equalTo(better)).body("version", equalTo(1));
        as(TokensForTests.marta()).body(Map.of("name", "Late", "color", "red", "version", 0)).put("/api/labels/" + key)
                .then().statusCode(409).body("label.name", equalTo(better));
        as(TokensForTests.marta()).queryParam("what", "label").get("/api/audit").then()
                .body("find { it.subject == '" + key + "' }.before.color", equalTo("blue"))
                .body("find { it.subject == '" + key + "' }.after.color", equalTo("red"))
                .body("find { it.subject == '" + key + "' }.user", equalTo("marta"));
    }

    @Test
    void aLabelMovesToItsPlaceAndTheOthersMakeRoom() {
        var first = made("First " + unique(), "grey").extract().<String>path("key");
        var second = made("Second " + unique(), "grey").extract().<String>path("key");
        assertThat(order()).containsSubsequence(first, second);
        as(TokensForTests.marta()).body(Map.of("name", "Second " + unique(), "color", "grey", "position", 0))
                .put("/api/labels/" + second).then().statusCode(200).body("position", equalTo(0));
        assertThat(order()).startsWith(second).containsSubsequence(second, first);
    }

    @Test
    void aDeletedLabelIsTakenOffItsThreads() {
        var key = made("Gone " + unique(), "pink").extract().<String>path("key");
        var kept = made("Kept " + unique(), "pink").extract().<String>path("key");
        var did = aNumberOf("support");
        arrives(text(did, aContact(), "Hello"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        var id = Rows.of("select id from thread where did = $1", did.value()).getFirst().getUUID(0);
        as(TokensForTests.ana()).body(Map.of("labels", List.of(key, kept))).put("/api/threads/" + id + "/labels")
                .then().statusCode(200);
        as(TokensForTests.marta()).queryParam("threads", true).get("/api/labels").then()
                .body("find { it.key == '" + key + "' }.threads", equalTo(1));
        as(TokensForTests.marta()).delete("/api/labels/" + key).then().statusCode(204);
        as(TokensForTests.ana()).get("/api/labels").then().body("find { it.key == '" + key + "' }", nullValue());
        as(TokensForTests.ana()).body(Map.of("labels", List.of(key))).put("/api/threads/" + id + "/labels").then()
                .statusCode(422).body("errors[0].pointer", equalTo("/labels"))
                .body("errors[0].detail", containsString(key));
        eventually(() -> assertThat(Rows.of("select labels from thread where id = $1", id).getFirst()
                .getArrayOfStrings(0)).containsExactly(kept));
        eventually(() -> assertThat(Rows.count("select count(*) from label where key = $1 and swept", key))
                .isEqualTo(1));
    }

    @Test
    void isToldOnceForEachChangeThatWasMade() {
        var before = told();
        var key = made("Told " + unique(), "teal").extract().<String>path("key");
        as(TokensForTests.marta()).delete("/api/labels/" + key).then().statusCode(204);
        as(TokensForTests.marta()).delete("/api/labels/" + key).then().statusCode(404);
        made("Refused " + unique(), "gold").statusCode(422).body("errors[0].pointer", equalTo("/color"));
        eventually(() -> assertThat(told()).isEqualTo(before + 2));
    }

    @Test
    void theSameRequestMakesOneLabel() {
        var name = "Once " + unique();
        var idempotencyKey = UUID.randomUUID().toString();
        for (var i = 0; i < 2; i++) {
            as(TokensForTests.marta()).header("Idempotency-Key", idempotencyKey)
                    .body(Map.of("name", name, "color", "teal")).post("/api/labels").then().statusCode(201)
                    .body("name", equalTo(name));
        }
    }

    @Test
    void onlyManagersEdit() {
        as(TokensForTests.ana()).body(Map.of("name", "Mine", "color", "teal")).post("/api/labels").then()
                .statusCode(403);
        as(TokensForTests.ana()).body(Map.of("name", "Mine", "color", "teal")).put("/api/labels/x").then()
                .statusCode(403);
        as(TokensForTests.ana()).delete("/api/labels/x").then().statusCode(403);
        as(TokensForTests.marta()).body(Map.of("name", "Mine", "color", "teal")).put("/api/labels/no-such").then()
                .statusCode(404);
    }

    private static long told() {
        return everythingOn(Topics.WORKSPACE_CHANGES).stream()
                .flatMap(record -> EventCodec.read(record.value(), WorkspaceChange.class).stream())
                .filter(change -> change.what().equals("labels")).count();
    }

    private static List<String> order() {
        return as(TokensForTests.ana()).get("/api/labels").then().extract().path("key");
    }

    private static ValidatableResponse made(String name, String color) {
        return as(TokensForTests.marta()).body(Map.of("name", name, "color", color)).post("/api/labels").then();
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
