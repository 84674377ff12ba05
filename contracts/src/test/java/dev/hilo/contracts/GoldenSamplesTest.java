package dev.hilo.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.contracts.agent.AgentSignal;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.contracts.webhook.JournalDecision;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The samples are the contract: a sample is added with its type and never edited after that, since records that look
 * like it stand on topics already.
 */
class GoldenSamplesTest {

    /** What each topic carries. */
    private static final List<Class<? extends HiloEvent>> VALUES = List.of(WebhookDelivery.class,
            QuarantinedDelivery.class, InboundMessage.class, DeliveryReceipt.class, ConversationEvent.class,
            NumberRecord.class, OrderRecord.class, CampaignRecord.class, AgentSignal.class, JournalDecision.class,
            WorkspaceChange.class);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * @param kind what it is read as
     * @param name its file's: the type, for a further sample of a type with what it shows
     */
    record Sample(HiloEvent event, Class<? extends HiloEvent> kind, String type, String name, JsonNode json) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.concat(
                Fixtures.all().entrySet().stream().map(fixture -> sample(fixture.getKey(), fixture.getValue(), "")),
                Fixtures.further().entrySet().stream().map(further -> sample(further.getValue(),
                        kindOf(further.getValue()), "." + further.getKey())))
                .sorted(Comparator.comparing(Sample::name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areExactlyWhatAProducerWrites(Sample sample) throws IOException {
        assertThat(written(sample.event())).isEqualTo(sample.json());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areReadAsTheEventTheyShow(Sample sample) throws IOException {
        assertThat(read(sample.json(), sample.kind())).isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mayGainMembersThatThisReaderDoesNotKnow(Sample sample) throws IOException {
        var newer = sample.json().deepCopy();
        addUnknownMembers(newer);

        assertThat(read(newer, sample.kind())).isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mayLackEveryMemberThatMayBeAbsent(Sample sample) throws ReflectiveOperationException, IOException {
        for (var member : sample.event().getClass().getRecordComponents()) {
            if (isNullable(member)) {
                var older = (ObjectNode) sample.json().deepCopy();
                older.remove(member.getName());

                assertThat(member.getAccessor().invoke(read(older, sample.kind()))).isNull();
            }
        }
    }

    @Test
    void showEveryMemberThatMayBeAbsent() {
        var shown = samples().flatMap(sample -> sample.json().properties().stream()
                .map(member -> sample.type() + " " + member.getKey())).toList();

        assertThat(samples().flatMap(sample -> Arrays.stream(sample.event().getClass().getRecordComponents())
                .filter(GoldenSamplesTest::isNullable).map(member -> sample.type() + " " + member.getName())))
                .isSubsetOf(shown);
    }

    @Test
    void showEveryRecordOfEveryTopic() {
        assertThat(samples().<Class<?>>map(sample -> sample.event().getClass()).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(VALUES.stream().flatMap(GoldenSamplesTest::records).toList());
    }

    @Test
    void haveNoFileWithoutAType() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(GoldenSamplesTest.class.getResource("/samples")).toURI());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(samples().map(sample -> sample.name() + ".json").toList());
        }
    }

    private static Sample sample(HiloEvent event, Class<? extends HiloEvent> kind, String shows) {
        try {
            var type = written(event).path("type").asText();
            var name = type + shows;
            try (var file = Objects.requireNonNull(
                    GoldenSamplesTest.class.getResourceAsStream("/samples/" + name + ".json"), name)) {
                return new Sample(event, kind, type, name, JSON.readTree(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As the bytes say it: a tree made without them has numbers of other widths. */
    private static JsonNode written(HiloEvent event) throws IOException {
        return JSON.readTree(JSON.writeValueAsBytes(event));
    }

    private static HiloEvent read(JsonNode json, Class<? extends HiloEvent> kind) throws IOException {
        return JSON.readValue(JSON.writeValueAsBytes(json), kind);
    }

    private static void addUnknownMembers(JsonNode json) {
        if (json instanceof ObjectNode object) {
            // The members of "headers" are data, not names of ours.
            object.properties().stream().filter(member -> !member.getKey().equals("headers"))
                    .forEach(member -> addUnknownMembers(member.getValue()));
            object.putObject("addedLater").put("by", "a newer writer");
        } else {
            json.forEach(GoldenSamplesTest::addUnknownMembers);
        }
    }

    private static Class<? extends HiloEvent> kindOf(HiloEvent event) {
        return VALUES.stream().filter(kind -> kind.isInstance(event)).findFirst().orElseThrow();
    }

    private static boolean isNullable(RecordComponent member) {
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Stream<Class<?>> records(Class<?> value) {
        return value.isSealed()
                ? Arrays.stream(value.getPermittedSubclasses()).flatMap(GoldenSamplesTest::records).distinct()
                : Stream.of(value);
    }
}
