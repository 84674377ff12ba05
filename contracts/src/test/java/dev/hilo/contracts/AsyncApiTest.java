package dev.hilo.contracts;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hilo.contracts.GoldenSamplesTest.Sample;
import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.contracts.testing.Documented;
import dev.hilo.contracts.testing.Documented.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** {@code asyncapi.yaml} says what the records say: nothing more, nothing less. */
class AsyncApiTest {

    private static final JsonNode API = Documented.document();

    @Test
    void hasAChannelForEachTopicButTheDeadLetters() throws IOException {
        Set<String> declared;
        try (var file = Objects.requireNonNull(Topics.class.getResourceAsStream("topics.yaml"));
                var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file)) {
            declared = documents.readAll().stream().map(topic -> topic.path("metadata").path("name").asText())
                    .filter(name -> !name.endsWith(".dlq")).collect(Collectors.toSet());
        }

        assertThat(API.path("channels").properties().stream()
                .filter(channel -> channel.getValue().path("servers").path(0).path("$ref").asText().endsWith("kafka"))
                .map(channel -> channel.getValue().path("address").asText()))
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void saysSomethingAboutEachTypeAndNothingElse() {
        assertThat(API.path("channels").properties().stream()
                .filter(channel -> !channel.getKey().equals("socket"))
                .flatMap(channel -> names(channel.getValue().path("messages"))))
                .containsExactlyInAnyOrderElementsOf(GoldenSamplesTest.samples().map(Sample::type).distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("dev.hilo.contracts.GoldenSamplesTest#samples")
    void describesEachSample(Sample sample) {
        var schema = API.path("components").path("messages").path(sample.type()).path("payload");

        assertThatCode(() -> Documented.record(topicOf(sample.type()), sample.json().toString().getBytes(UTF_8)))
                .doesNotThrowAnyException();
        assertThat(names(resolved(schema).path("properties"))).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of("type"), members(sample.event().getClass())).toList());
    }

    @Test
    void describesTheViewsOfThreadsAndMessages() {
        for (var view : List.of(ThreadView.class, MessageView.class, MediaView.class)) {
            assertThat(names(API.path("components").path("schemas").path(view.getSimpleName()).path("properties")))
                    .containsExactlyInAnyOrderElementsOf(members(view).toList());
        }
    }

    @Test
    void givesExamplesThatFitTheirFrames() {
        for (var message : API.path("components").path("messages").properties()) {
            var direction = message.getKey().startsWith("client.") ? Direction.FROM_CLIENT : Direction.TO_CLIENT;
            message.getValue().path("examples").forEach(example -> assertThatCode(
                    () -> Documented.frame(direction, example.path("payload").toString())).doesNotThrowAnyException());
        }
    }

    @Test
    void pointsNowhereInVain() {
        assertThat(API.findValuesAsText("$ref")).allSatisfy(
                reference -> assertThat(API.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
    }

    private static String topicOf(String type) {
        return API.path("channels").properties().stream()
                .filter(channel -> channel.getValue().path("messages").has(type))
                .map(channel -> channel.getValue().path("address").asText()).findFirst().orElseThrow();
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(member -> member.getKey());
    }

    private static Stream<String> members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(component -> {
            var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            return renamed == null ? component.getName() : renamed.value();
        });
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? API.at(schema.path("$ref").asText().substring(1)) : schema;
    }
}
