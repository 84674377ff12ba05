package dev.hilo.messaging.inbound;

import java.util.List;
import java.util.stream.IntStream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code message.inbound} is deleted and made again while it is read. */
@WholeService
class RecreatedTopicTest {

    @Test
    void everyTextOfTheNewOneIsStoredWhereverTheOldPlaceWouldLieInIt() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrive(did, contact, "before", 5);
        eventually(() -> assertThat(bodies(did)).hasSize(5));

        World.makeAnew(Topics.MESSAGE_INBOUND);
        arrive(did, contact, "more than before", 40);
        eventually(() -> assertThat(bodies(did)).hasSize(45));

        World.makeAnew(Topics.MESSAGE_INBOUND);
        arrive(did, contact, "fewer than before", 3);
        eventually(() -> assertThat(bodies(did)).hasSize(48));
        assertThat(bodies(did)).doesNotHaveDuplicates();
    }

    private static void arrive(PhoneNumber did, PhoneNumber contact, String words, int count) {
        IntStream.range(0, count).forEach(n -> arrives(World.text(did, contact, words + " " + n)));
    }

    private static List<String> bodies(PhoneNumber did) {
        return Rows.of("select body from message where did = $1", did.value()).stream()
                .map(row -> row.getString("body")).toList();
    }
}
