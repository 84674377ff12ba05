package dev.hilo.messaging.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.platform.event.EventCodec;
import io.restassured.response.ValidatableResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.everythingOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class TemplatesTest {

    @Test
    void agentsHaveThoseOfAllAndOfTheirTeams() {
        var forAll = made(null, "all-" + unique());
        var ofSupport = made("support", "support-" + unique());
        var ofSales = made("sales", "sales-" + unique());
        assertThat(shortcuts(TokensForTests.ana())).contains(forAll, ofSupport).doesNotContain(ofSales);
        assertThat(shortcuts(TokensForTests.leo())).contains(forAll, ofSales).doesNotContain(ofSupport);
        assertThat(shortcuts(TokensForTests.marta())).contains(forAll, ofSupport, ofSales);
    }

    @Test
    void aChangeNamesTheVersionItIsBasedOnAndIsRecorded() {
        var shortcut = "hours-" + unique();
        var id = create(null, shortcut, "We open at nine.").statusCode(201).body("version", equalTo(0))
                .body("updatedBy", equalTo("marta")).extract().<String>path("id");
        change(id, shortcut, "We open at ten.", 0).statusCode(200).body("version", equalTo(1));
        change(id, shortcut, "We open at noon.", 0).statusCode(409).body("template.body", equalTo("We open at ten."));
        change(id, shortcut, "We open at ten.", 1).statusCode(200).body("version", equalTo(1));
        as(TokensForTests.marta()).delete("/api/templates/" + id).then().statusCode(204);
        as(TokensForTests.marta()).delete("/api/templates/" + id).then().statusCode(404);
        var mine = "findAll { it.subject == '" + shortcut + "' }";
        as(TokensForTests.marta()).queryParam("what", "template").get("/api/audit").then()
                .body(mine + ".what",
                        equalTo(List.of("template.deleted", "template.changed", "template.created")))
                .body(mine + "[1].before.body", equalTo("We open at nine."))
                .body(mine + "[1].after.body", equalTo("We open at ten."))
                .body(mine + "[0].after", nullValue());
    }

    @Test
    void aShortcutIsOneTemplatesWithinATeam() {
        var shortcut = "bye-" + unique();
        create("support", shortcut, "Bye").statusCode(201);
        create("support", shortcut, "Bye again").statusCode(422).body("errors[0].pointer", equalTo("/shortcut"));
        create("sales", shortcut, "Bye from sales").statusCode(201);
        create(null, shortcut, "Bye from all").statusCode(201);
        create(null, "with space", "Bye").statusCode(422);
    }

    @Test
    void aVariableThatNobodyCanFillInIsRefused() {
        create(null, "wrong-" + unique(), "Hi {{contact.frist}}").statusCode(422)
                .body("errors[0].pointer", equalTo("/body"));
        create(null, "right-" + unique(), "Hi {{contact.first|there}}").statusCode(201);
    }

    @Test
    void isToldToTheTeamsThatHaveItAndToThoseThatHadIt() {
        var shortcut = "moves-" + unique();
        var id = create("support", shortcut, "Hi").extract().<String>path("id");
        var before = toldOf("sales");
        var body = new HashMap<String, Object>(content("sales", shortcut, "Hi"));
        body.put("version", 0);
        as(TokensForTests.marta()).body(body).put("/api/templates/" + id).then().statusCode(200);
        eventually(() -> assertThat(toldOf("sales")).isEqualTo(before + 1));
        assertThat(toldOf("support")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void onlyManagersEdit() {
        as(TokensForTests.ana()).body(content(null, "mine", "Hi")).post("/api/templates").then().statusCode(403);
        as(TokensForTests.ana()).delete("/api/templates/" + UUID.randomUUID()).then().statusCode(403);
    }

    private static long toldOf(String team) {
        return everythingOn(Topics.WORKSPACE_CHANGES).stream()
                .flatMap(record -> EventCodec.read(record.value(), WorkspaceChange.class).stream())
                .filter(change -> change.what().equals("templates") && team.equals(change.team())).count();
    }

    private static List<String> shortcuts(String token) {
        return as(token).get("/api/templates").then().statusCode(200).extract().path("shortcut");
    }

    private static String made(@Nullable String team, String shortcut) {
        return create(team, shortcut, "Hello").statusCode(201).extract().path("shortcut");
    }

    private static ValidatableResponse create(@Nullable String team, String shortcut, String body) {
        return as(TokensForTests.marta()).body(content(team, shortcut, body)).post("/api/templates").then();
    }

    private static ValidatableResponse change(String id, String shortcut, String body, int version) {
        var content = new HashMap<String, Object>(content(null, shortcut, body));
        content.put("version", version);
        return as(TokensForTests.marta()).body(content).put("/api/templates/" + id).then();
    }

    private static Map<String, Object> content(@Nullable String team, String shortcut, String body) {
        var content = new HashMap<String, Object>(Map.of("shortcut", shortcut, "title", "A title", "body", body));
        if (team != null) {
            content.put("team", team);
        }
        return content;
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
