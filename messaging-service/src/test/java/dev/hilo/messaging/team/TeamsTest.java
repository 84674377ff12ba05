package dev.hilo.messaging.team;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class TeamsTest {

    @Test
    void areThoseOfTheNumbersAndOfTheCaller() {
        var team = aTeam();
        var did = aNumberOf(team).value();
        as(TokensForTests.marta()).get("/api/teams").then().statusCode(200).body("name", hasItem(team))
                .body("find { it.name == '" + team + "' }.dids", contains(did))
                .body("find { it.name == '" + team + "' }.hours", nullValue());
        as(TokensForTests.ana()).get("/api/teams").then().body("name", hasItem("support"))
                .body("name", not(hasItem(team)));
        as(TokensForTests.of("eva", "agent", team)).get("/api/teams").then().body("name", contains(team));
    }

    @Test
    void hoursAreSetReadAndTakenBack() {
        var team = aTeam();
        var eva = TokensForTests.of("eva", "agent", team);
        as(eva).get("/api/teams/" + team + "/hours").then().statusCode(200).body("version", equalTo(0))
                .body("zone", equalTo("America/New_York"));
        set(team, "Europe/Madrid", 0).statusCode(200).body("version", equalTo(1))
                .body("days.mon[0].from", equalTo("09:00")).body("updatedBy", equalTo("marta"));
        set(team, "Europe/Paris", 0).statusCode(409).body("hours.zone", equalTo("Europe/Madrid"));
        set(team, "Europe/Paris", 1).statusCode(200).body("version", equalTo(2));
        as(eva).get("/api/teams/" + team + "/hours").then().body("zone", equalTo("Europe/Paris"))
                .body("holidays[0].date", equalTo("2026-12-25")).body("holidays[0].name", equalTo("Christmas"));
        as(eva).get("/api/teams").then().body("[0].hours.zone", equalTo("Europe/Paris"));
        as(TokensForTests.marta()).delete("/api/teams/" + team + "/hours").then().statusCode(204);
        as(eva).get("/api/teams/" + team + "/hours").then().body("version", equalTo(0));
        var mine = "findAll { it.subject == '" + team + "' }";
        as(TokensForTests.marta()).queryParam("what", "hours").get("/api/audit").then()
                .body(mine + "[0].before.zone", equalTo("Europe/Paris")).body(mine + "[0].after", nullValue())
                .body(mine + "[1].before.zone", equalTo("Europe/Madrid"))
                .body(mine + "[2].before", nullValue());
    }

    @Test
    void aRequestThatCannotBeAcceptedIsPointedAt() {
        as(TokensForTests.marta())
                .body(Map.of("zone", "Mars/Base", "days",
                        Map.of("mon", List.of(Map.of("from", "17:00", "to", "09:00"))), "version", 0))
                .put("/api/teams/" + aTeam() + "/hours").then().statusCode(422)
                .body("errors.pointer", contains("/zone", "/days/mon/0/to"));
    }

    @Test
    void hoursOfOthersAreNobodysBusiness() {
        as(TokensForTests.ana()).get("/api/teams/sales/hours").then().statusCode(404);
        as(TokensForTests.ana()).body(Map.of("zone", "UTC", "days", Map.of(), "version", 0))
                .put("/api/teams/support/hours").then().statusCode(403);
        as(TokensForTests.ana()).delete("/api/teams/support/hours").then().statusCode(403);
    }

    private static ValidatableResponse set(String team, String zone, int version) {
        return as(TokensForTests.marta())
                .body(Map.of("zone", zone, "days", Map.of("mon", List.of(Map.of("from", "09:00", "to", "17:00"))),
                        "holidays", List.of(Map.of("date", "2026-12-25", "name", "Christmas")), "version", version))
                .put("/api/teams/" + team + "/hours").then();
    }

    private static String aTeam() {
        return "team-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
