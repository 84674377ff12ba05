package dev.hilo.messaging.search;

import java.util.List;
import java.util.UUID;

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

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table message; --", "a & b | !c <-> d", "\"unbalanced", "%", "\\", "a:*b", "'",
            "((((", "-", "OR OR OR"})
    void takesAnythingForWordsOnly(String typed) {
        var _ = search(typed).body("threads", equalTo(List.of()));
    }

    private static io.restassured.response.ValidatableResponse search(String q) {
        return as(TokensForTests.ana()).queryParam("q", q).get("/api/search").then().statusCode(200);
    }
}
