package dev.hilo.messaging.search;

import java.util.List;
import java.util.UUID;

import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@WholeService
class SearchTest {

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void findsByWordsAndBeginningsNewestFirst() {
        var did = World.aNumberOf("support");
        var contact = aContact();
        arrives(World.text(did, contact, word + " una mesa para dos"));
        arrives(World.text(did, contact, word + " y una silla"));
        arrives(World.text(did, contact, "otra cosa"));
        eventually(() -> search(word).body("messages", hasSize(2)));
        search(word).body("messages.message.body", contains(word + " y una silla", word + " una mesa para dos"))
                .body("messages[0].thread.external", equalTo(contact.value()));
        search(word + " mes").body("messages", hasSize(1));
        search("\"" + word + " una mesa\"").body("messages", hasSize(1));
        search(word + " -silla").body("messages.message.body", contains(word + " una mesa para dos"));
    }

    @Test
    void marksTheWordsAndDoesNotMindAccents() {
        var did = World.aNumberOf("support");
        arrives(World.text(did, aContact(), "¿Mañana, " + word + "?"));
        eventually(() -> search(word + " manan").body("messages", hasSize(1))
                .body("messages[0].marks", equalTo(List.of(List.of(1, 7), List.of(9, 18)))));
    }

    @Test
    void asksWhoWhereAndWhen() {
        var did = World.aNumberOf("support");
        var contact = aContact();
        arrives(World.text(did, contact, word + " uno"));
        eventually(() -> search(word).body("messages", hasSize(1)));
        var thread = search(word).extract().jsonPath().getString("messages[0].thread.id");
        as(TokensForTests.ana()).header("Idempotency-Key", UUID.randomUUID()).body("{\"body\":\"" + word + " dos\"}")
                .post("/api/threads/" + thread + "/notes").then().statusCode(201);
        search(word + " from:me").body("messages.message.body", contains(word + " dos"));
        search(word + " de:contacto").body("messages.message.body", contains(word + " uno"));
        search(word + " from:leo").body("messages", hasSize(0));
        search(word + " in:" + did.value().substring(5)).body("messages", hasSize(2));
        search(word + " before:today").body("messages", hasSize(0));
        search(word + " after:2020").body("messages", hasSize(2));
        search(word + " label:" + word).body("messages", hasSize(0));
    }

    @Test
    void saysWhatIsWrongWithAnOperator() {
        as(TokensForTests.ana()).queryParam("q", "mesa before:soon in:0000000").get("/api/search").then()
                .statusCode(422).body("errors.pointer", contains("q/before"));
        as(TokensForTests.ana()).queryParam("q", "mesa in:0000000000").get("/api/search").then()
                .statusCode(422).body("errors.pointer", contains("q/in"));
    }

    @Test
    void findsNothingOfOtherTeams() {
        var did = World.aNumberOf("sales");
        var contact = aContact();
        arrives(World.text(did, contact, word));
        eventually(() -> as(TokensForTests.marta()).queryParam("q", word).get("/api/search").then()
                .body("messages", hasSize(1)));
        search(word).body("messages", hasSize(0));
        search(contact.value()).body("threads", hasSize(0));
    }

    @Test
    void pagesByKey() {
        var did = World.aNumberOf("support");
        for (var i = 0; i < 3; i++) {
            arrives(World.text(did, aContact(), word + " number " + i));
        }
        eventually(() -> search(word).body("messages", hasSize(3)));
        var first = as(TokensForTests.ana()).queryParam("q", word).queryParam("limit", 2).get("/api/search");
        assertThat(first.jsonPath().getList("messages")).hasSize(2);
        var link = first.header("Link");
        var rest = as(TokensForTests.ana()).urlEncodingEnabled(false)
                .get(link.substring(1, link.indexOf('>')));
        assertThat(rest.jsonPath().getList("messages")).hasSize(1);
        assertThat(rest.header("Link")).isNull();
    }

    @Test
    void findsAThreadByPartOfItsNumberInAnyForm() {
        var did = World.aNumberOf("support");
        var contact = aContact();
        arrives(World.text(did, contact, "hi"));
        var national = contact.value().substring(2);
        eventually(() -> search("(" + national.substring(0, 3) + ") " + national.substring(3, 6) + "-"
                + national.substring(6)).body("threads.external", contains(contact.value())));
        search(contact.value()).body("threads", hasSize(1));
        search(national.substring(2)).body("threads", hasSize(1));
    }

    /** One or two letters begin a word of a name; three stand anywhere in it. */
    @Test
    void findsAThreadByPartOfItsName() {
        var contact = aContact();
        arrives(World.text(World.aNumberOf("support"), contact, "hi"));
        eventually(() -> search(contact.value()).body("threads", hasSize(1)));
        var _ = Rows.of("update thread set display_name = $2 where external = $1", contact.value(),
                "María (Qü) O'Żelson " + word);
        for (var part : List.of("mar", "els", "qu", "ze", "ma", "q o")) {
            search(part + " " + word).body("threads.external", contains(contact.value()));
        }
        for (var part : List.of("ar", "el", "mara")) {
            search(part + " " + word).body("threads", hasSize(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table message; --", "a & b | !c <-> d", "\"unbalanced", "%", "\\", "a:*b", "'",
            "((((", "-", "OR OR OR", "x:y:z", "\u0001"})
    void takesAnythingForWordsOnly(String typed) {
        // Who sees nothing finds nothing, whatever others are called.
        var nobody = TokensForTests.of("noa", "agent", "no-team");
        var _ = as(nobody).queryParam("q", typed).get("/api/search").then().statusCode(200)
                .body("threads", equalTo(List.of()));
    }

    private static io.restassured.response.ValidatableResponse search(String q) {
        return as(TokensForTests.ana()).queryParam("q", q).get("/api/search").then().statusCode(200);
    }
}
