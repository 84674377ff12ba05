package dev.hilo.messaging.lane;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.Written;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumber;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.receipt;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;

/** Poison of every kind between good records, on each topic that messaging reads. */
@WholeService
class LaneTest {

    private static final String UNREADABLE = "unreadable: ";
    private static final String REFUSED = "failed: the database refuses it, SQL state ";

    @Test
    void fiveHundredTextsAreStoredInTheirOrderAroundThePoisonAmongThem() {
        var did = aNumberOf("support");
        var contact = aContact();
        var known = arrives(text(did, contact, "before"));
        eventually(() -> assertThat(bodies(did)).containsExactly("before"));
        // As if its deliveries had been lost: the same id again breaks a constraint.
        var _ = Rows.of("delete from inbound_delivery where event_id = $1", known.id());

        List<byte[]> values = new ArrayList<>();
        List<String> good = new ArrayList<>(List.of("before"));
        for (var n = 0; n < 500; n++) {
            switch (n) {
                case 0 -> values.add(bytes("{not json"));
                case 77 -> values.add(EventCodec.write(text(did, contact, "a reference with NUL", "\u0000")));
                case 78 -> values.add(EventCodec.write(text(did, contact, "an endless reference", random(20_000))));
                case 250 -> values.add(bytes(new String(EventCodec.write(text(did, contact, "to nobody")),
                        StandardCharsets.UTF_8).replace("\"contact\"", "\"nobody\"")));
                case 251 -> values.add(bytes("null"));
                case 499 -> values.add(EventCodec.write(new InboundMessage.Received(known.id(), Instant.now(),
                        UUID.randomUUID(), did, contact, List.of(), "the id is taken", List.of(), null)));
                default -> {
                    good.add("text " + n);
                    values.add(EventCodec.write(text(did, contact, "text " + n)));
                }
            }
        }
        var key = text(did, contact, "").conversation().wire();
        World.sendTogether(Topics.MESSAGE_INBOUND, key, values);
        arrives(text(did, contact, "after"));
        good.add("after");

        eventually(() -> assertThat(bodies(did)).isEqualTo(good));
        var letters = lettersOf(Topics.MESSAGE_INBOUND, key);
        assertThat(letters).extracting(LaneTest::reason).containsExactlyInAnyOrder(UNREADABLE + "JsonParseException",
                UNREADABLE + "no contact", UNREADABLE + "no event", REFUSED + "22021", REFUSED + "54000",
                REFUSED + "23505");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(Written.header(letter, "dead-letter-topic")).isEqualTo(Topics.MESSAGE_INBOUND);
            assertThat(Written.header(letter, "dead-letter-partition")).containsOnlyDigits();
            assertThat(Written.header(letter, "dead-letter-offset")).containsOnlyDigits();
        });
        assertThat(Rows.of("select last_seq from thread where did = $1", did.value()).getFirst().getLong(0))
                .as("no gap").isEqualTo(good.size());
    }

    @Test
    void receiptsGoOnAroundPoison() {
        var did = aNumberOf("support");
        var contact = aContact();
        var key = text(did, contact, "").conversation().wire();
        var nul = receipt(did, contact, "REF-NUL", "DELIV\u0000RD", null, true);
        World.sendTogether(Topics.MESSAGE_RECEIPTS, key, Stream.of(
                Stream.of(bytes("[]"), EventCodec.write(nul)),
                IntStream.range(0, 50).mapToObj(n -> EventCodec.write(receipt(did, contact, "REF-" + n, "DELIVRD",
                        null, true))),
                Stream.of(bytes("{\"type\":\"message.receipt.v1\"}")),
                Stream.of(EventCodec.write(receipt(did, contact, "REF-last", "DELIVRD", null, true))))
                .flatMap(values -> values).toList());

        eventually(() -> assertThat(Rows.of("select ref_id from receipt where did = $1", did.value())).hasSize(51));
        eventually(() -> assertThat(lettersOf(Topics.MESSAGE_RECEIPTS, key)).extracting(LaneTest::reason)
                .containsExactlyInAnyOrder(UNREADABLE + "MismatchedInputException", UNREADABLE + "no id",
                        REFUSED + "22021"));
    }

    @Test
    void numbersAndCampaignsGoOnAroundPoison() {
        var did = aNumber();
        World.sendTogether(Topics.NUMBER_RECORDS, did.value(),
                List.of(bytes("{\"type\":\"number.record.v1\",\"did\":7}"),
                        EventCodec.write(number(did, "a \u0000 name")), EventCodec.write(number(did, "Support"))));
        var campaign = "C" + UUID.randomUUID();
        World.sendTogether(Topics.CAMPAIGN_RECORDS, campaign, List.of(bytes("\u0001"),
                EventCodec.write(campaign(campaign, "a \u0000 name")), EventCodec.write(campaign(campaign, "Care"))));

        eventually(() -> assertThat(Rows.of("select 1 from number where did = $1 and name = 'Support'", did.value()))
                .hasSize(1));
        eventually(() -> assertThat(Rows.of("select 1 from campaign where campaign_id = $1 and name = 'Care'",
                campaign)).hasSize(1));
        // Of one number the newest record counts: the older poison may have been passed over with it.
        eventually(() -> assertThat(lettersOf(Topics.NUMBER_RECORDS, did.value())).extracting(LaneTest::reason)
                .anySatisfy(reason -> assertThat(reason).startsWith(UNREADABLE)));
        eventually(() -> assertThat(lettersOf(Topics.CAMPAIGN_RECORDS, campaign)).extracting(LaneTest::reason)
                .anySatisfy(reason -> assertThat(reason).startsWith(UNREADABLE)));
    }

    @Test
    void aNumberThatTheDatabaseRefusesIsPutAside() {
        var poison = aNumber();
        var good = aNumber();
        World.send(Topics.NUMBER_RECORDS, poison.value(), number(poison, "a \u0000 name"));
        World.send(Topics.NUMBER_RECORDS, good.value(), number(good, "Sales"));

        eventually(() -> assertThat(Rows.of("select 1 from number where did = $1", good.value())).hasSize(1));
        eventually(() -> assertThat(lettersOf(Topics.NUMBER_RECORDS, poison.value())).extracting(LaneTest::reason)
                .containsExactly(REFUSED + "22021"));
    }

    private static NumberRecord number(PhoneNumber did, String name) {
        return new NumberRecord(UUID.randomUUID(), Instant.now(), did, name, NumberRecord.State.ACTIVE, true, true,
                null, List.of("support"), null);
    }

    private static CampaignRecord campaign(String id, String name) {
        return new CampaignRecord(UUID.randomUUID(), Instant.now(), id, name, null, "T", true);
    }

    private static List<ConsumerRecord<String, byte[]>> lettersOf(String topic, String key) {
        return World.everythingOn(Topics.deadLettersOf(topic)).stream().filter(letter -> key.equals(letter.key()))
                .toList();
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        return Written.header(letter, "dead-letter-reason");
    }

    private static List<String> bodies(PhoneNumber did) {
        return Rows.of("select body from message where did = $1 order by seq", did.value()).stream()
                .map(row -> row.getString(0)).toList();
    }

    /** Too wild for an index to shrink it. */
    private static String random(int length) {
        return new Random(7).ints(length, 'a', 'z').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
