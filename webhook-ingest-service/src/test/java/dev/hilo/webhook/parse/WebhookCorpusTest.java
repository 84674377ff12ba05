package dev.hilo.webhook.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage.Part;
import dev.hilo.contracts.messaging.InboundMessage.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The zoo of webhook bodies, read by the parser alone; the acceptance tests send the same through the whole system. */
class WebhookCorpusTest {

    private static final Path ZOO = Path.of("../deploy/acceptance/src/test/resources/webhooks");
    private static final Set<PhoneNumber> OURS = Set.of(PhoneNumber.of("+17865551234"), PhoneNumber.of("+17865550100"));

    private final ParseDelivery parse = Deliveries.parser();

    record Entry(String name, JsonNode expected) {

        byte[] body() throws IOException {
            if (expected.has("body")) {
                return Files.readAllBytes(ZOO.resolve(expected.path("body").asText()));
            }
            return expected.path("generated").valueStream()
                    .map(part -> part.path(0).asText().repeat(part.path(1).asInt()))
                    .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
        }

        String text() {
            var repeated = expected.path("textOf");
            return repeated.isArray()
                    ? repeated.path(0).asText().repeat(repeated.path(1).asInt())
                    : expected.path("text").asText();
        }

        List<String> strings(String member) {
            return expected.path(member).valueStream().map(JsonNode::asText).toList();
        }

        @Override
        public String toString() {
            return name + ": " + expected.path("why").asText();
        }
    }

    /** Without what the door does not let in, or keeps without looking into it. */
    static List<Entry> entries() throws IOException {
        return all().stream().filter(entry -> !entry.expected().path("kind").asText().equals("refused"))
                .filter(entry -> entry.expected().path("status").asInt() != 415).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void isReadAsItsIndexSays(Entry entry) throws IOException {
        var delivery = Deliveries.of(entry.body(),
                entry.expected().path("contentType").asText("application/json"));

        var parsed = parse.parse(delivery, OURS::contains);

        assertThat(parsed.getClass().getSimpleName()).isEqualToIgnoringCase(
                entry.expected().path("kind").asText().replace("quarantine", "quarantined"));
        assertThat(parsed.unknownMembers()).isEqualTo(entry.strings("unknown"));
        switch (parsed) {
            case Parsed.Texts texts -> assertThat(texts.messages()).allSatisfy(message -> check(message, entry))
                    .extracting(message -> message.did().value()).isEqualTo(entry.strings("to"));
            case Parsed.Receipt(var receipt, _) -> check(receipt, entry);
            case Parsed.Quarantined(var reason, _) -> assertThat(reason)
                    .contains(entry.expected().path("reason").asText());
        }
    }

    @Test
    void isLargeAndNamesEachEntryOnce() throws IOException {
        assertThat(all()).hasSizeGreaterThan(250).extracting(Entry::name).doesNotHaveDuplicates();
        try (var files = Files.list(ZOO.resolve("bodies"))) {
            assertThat(files.map(file -> "bodies/" + file.getFileName()).filter(file -> !file.endsWith("attributes")))
                    .hasSameElementsAs(all().stream().map(Entry::expected).filter(entry -> entry.has("body"))
                            .map(entry -> entry.path("body").asText()).toList());
        }
    }

    private static void check(Received message, Entry entry) {
        assertThat(message.contact().value()).isEqualTo(entry.expected().path("from").asText());
        assertThat(message.text()).isEqualTo(entry.text());
        assertThat(message.participants().stream().map(PhoneNumber::value)).isEqualTo(entry.strings("participants"));
        assertThat(message.media().stream().filter(part -> !part.text()).map(Part::url))
                .isEqualTo(entry.strings("media"));
        assertThat(message.media().stream().filter(Part::text).map(Part::url)).isEqualTo(entry.strings("wording"));
        assertThat(message.refId()).isEqualTo(entry.expected().path("refId").asText(null));
    }

    private static void check(DeliveryReceipt receipt, Entry entry) {
        var expected = entry.expected();
        assertThat(receipt.contact().value()).isEqualTo(expected.path("from").asText());
        assertThat(receipt.did().value()).isEqualTo(expected.path("to").asText());
        assertThat(receipt.stat()).isEqualTo(expected.path("stat").asText());
        assertThat(receipt.err()).isEqualTo(expected.path("err").asText(null));
        assertThat(receipt.refId()).isEqualTo(expected.path("refId").asText(null));
        assertThat(receipt.flagged()).isEqualTo(expected.path("flagged").asBoolean());
    }

    private static List<Entry> all() throws IOException {
        var json = new ObjectMapper();
        try (var lines = Files.lines(ZOO.resolve("index.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("//")).map(line -> {
                try {
                    var expected = json.readTree(line);
                    return new Entry(expected.path("name").asText(), expected);
                } catch (IOException broken) {
                    throw new AssertionError(line, broken);
                }
            }).toList();
        }
    }
}
