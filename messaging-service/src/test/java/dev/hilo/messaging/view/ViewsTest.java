package dev.hilo.messaging.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.platform.event.EventCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.everythingOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

@WholeService
class ViewsTest {

    @BeforeEach
    void forget() {
        for (var id : ids(TokensForTests.ana())) {
            as(TokensForTests.ana()).delete("/api/views/" + id).then().statusCode(204);
        }
    }

    @Test
    void areOnesOwn() {
        var id = add(view("Urgent", null)).statusCode(201).body("position", equalTo(0)).body("filter",
                equalTo("unanswered")).body("dids", contains("+17865551234")).body("labels", contains("vip"))
                .extract().jsonPath().getString("id");
        as(TokensForTests.ana()).get("/api/views").then().body("name", contains("Urgent"));
        as(TokensForTests.marta()).get("/api/views").then().body("$", empty());
        as(TokensForTests.marta()).body(view("Mine now", 0)).put("/api/views/" + id).then().statusCode(404);
        as(TokensForTests.marta()).delete("/api/views/" + id).then().statusCode(404);
        as(TokensForTests.ana()).get("/api/views").then().body("name", contains("Urgent"));
    }

    @Test
    void keepTheirOrder() {
        var id = add(view("Unsorted", null)).statusCode(201).body("order", equalTo("activity")).extract().jsonPath()
                .getString("id");
        var sorted = view("Sorted", 0);
        sorted.put("order", "waiting");
        as(TokensForTests.ana()).body(sorted).put("/api/views/" + id).then().statusCode(200).body("order",
                equalTo("waiting"));
        as(TokensForTests.ana()).get("/api/views").then().body("order", contains("waiting"));
    }

    @Test
    void areNamedAndMoved() {
        var first = add(view("First", null)).statusCode(201).extract().jsonPath().getString("id");
        var _ = add(view("Second", null)).statusCode(201).body("position", equalTo(1));
        as(TokensForTests.ana()).body(view("Later", 5)).put("/api/views/" + first).then().statusCode(200)
                .body("position", equalTo(1)).body("name", equalTo("Later"));
        as(TokensForTests.ana()).get("/api/views").then().body("name", contains("Second", "Later"));
    }

    @Test
    void saysWhatIsWrongWithOne() {
        var _ = add(view("Taken", null)).statusCode(201);
        var _ = add(view("taken", null)).statusCode(422).body("errors[0].pointer", equalTo("/name"));
        var other = view("Other", null);
        other.put("filter", "everything");
        var _ = add(other).statusCode(422).body("errors[0].pointer", equalTo("/filter"));
        other.put("filter", "all");
        other.put("order", "name");
        var _ = add(other).statusCode(422).body("errors[0].pointer", equalTo("/order"));
        other.remove("order");
        other.put("dids", List.of("twelve"));
        var _ = add(other).statusCode(422).body("errors[0].pointer", equalTo("/dids"));
    }

    @Test
    void askedForTwiceIsThereOnce() {
        var key = UUID.randomUUID().toString();
        var one = as(TokensForTests.ana()).header("Idempotency-Key", key).body(view("Once", null)).post("/api/views");
        var other = as(TokensForTests.ana()).header("Idempotency-Key", key).body(view("Once", null))
                .post("/api/views");
        assertThat(other.asString()).isEqualTo(one.asString());
        assertThat(ids(TokensForTests.ana())).hasSize(1);
    }

    @Test
    void itsOwnersOtherWindowsAreTold() {
        // Nobody else's test changes a view of hers, so nothing comes late.
        var marta = TokensForTests.marta();
        var before = told("marta");
        var id = as(marta).body(view("New", null)).post("/api/views").then().statusCode(201).extract().jsonPath()
                .getString("id");
        as(marta).body(view("Newer", 0)).put("/api/views/" + id).then().statusCode(200);
        as(marta).delete("/api/views/" + id).then().statusCode(204);
        eventually(() -> assertThat(told("marta")).isEqualTo(before + 3));
    }

    private static long told(String user) {
        return everythingOn(Topics.WORKSPACE_CHANGES).stream()
                .flatMap(record -> EventCodec.read(record.value(), WorkspaceChange.class).stream())
                .filter(change -> change.what().equals("views") && user.equals(change.user())).count();
    }

    private static io.restassured.response.ValidatableResponse add(Map<String, Object> view) {
        return as(TokensForTests.ana()).body(view).post("/api/views").then();
    }

    private static Map<String, Object> view(String name, @Nullable Integer position) {
        var view = new HashMap<String, Object>(Map.of("name", name, "filter", "unanswered", "dids",
                List.of("+17865551234"), "labels", List.of("vip")));
        if (position != null) {
            view.put("position", position);
        }
        return view;
    }

    private static List<String> ids(String token) {
        return as(token).get("/api/views").then().statusCode(200).extract().jsonPath().getList("id");
    }
}
