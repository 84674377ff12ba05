package dev.hilo.messaging.thread;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord.State;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** A number goes; what was written on it stays with those who could read it. */
@WholeService
class NumberGivenBackTest {

    private final PhoneNumber did = World.aNumberOf("support");
    private final PhoneNumber contact = aContact();
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    @ParameterizedTest
    @CsvSource(textBlock = """
            RELEASING, the number is about to be given back
            RELEASED,  the number was given back
            """)
    void itsThreadsStayReadableAndNothingIsSent(State state, String reason) {
        arrives(World.text(did, contact, "the word is " + word));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        var thread = Rows.of("select id from thread where did = $1", did.value()).getFirst().getUUID(0).toString();

        World.becomes(did, state, null, "support");

        // Until it is known everywhere that it goes, somebody may still be written to: somebody else.
        eventually(() -> refused(TokensForTests.ana(), aContact(), reason));
        var sentUntilThen = sent();
        for (var token : List.of(TokensForTests.ana(), TokensForTests.marta())) {
            refused(token, contact, reason);
            as(token).get("/api/threads/" + thread).then().statusCode(200).body("did", is(did.value()));
            as(token).get("/api/threads?did={did}", did.value()).then().statusCode(200).body("id", hasItem(thread));
            as(token).get("/api/threads/" + thread + "/messages").then().statusCode(200).body("", hasSize(1));
            as(token).get("/api/search?q=" + word).then().statusCode(200).body("messages", hasSize(1));
        }
        as(TokensForTests.leo()).get("/api/threads/" + thread).then().statusCode(404);
        assertThat(sent()).isEqualTo(sentUntilThen).doesNotContain(contact.value());
    }

    private List<String> sent() {
        return Rows.of("select external from message where did = $1 and direction = 'OUTBOUND' order by id",
                did.value()).stream().map(row -> row.getString("external")).toList();
    }

    private void refused(String token, PhoneNumber to, String reason) {
        as(token).body(Map.of("from", did.value(), "to", to.value(), "body", "x"))
                .post("/api/messages/send").then().statusCode(422)
                .body("errors.pointer", hasItem("/from")).body("errors.detail", hasItem(reason));
    }

    @ParameterizedTest
    @CsvSource({"RELEASING", "RELEASED"})
    void whatStillArrivesIsKept(State state) {
        World.becomes(did, state, null, "support");

        arrives(World.text(did, contact, "too late? " + word));

        eventually(() -> as(TokensForTests.ana()).get("/api/search?q=" + word).then().statusCode(200)
                .body("messages", hasSize(1)));
    }
}
