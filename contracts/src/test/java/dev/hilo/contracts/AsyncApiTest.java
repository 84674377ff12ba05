package dev.hilo.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hilo.contracts.GoldenSamplesTest.Sample;
import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code asyncapi.yaml} says what the records say: nothing more, nothing less. */
class AsyncApiTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode API = read();

    @Test
    void hasAChannelForEachTopicButTheDeadLetters() throws IOException {
        Set<String> declared;
        try (var file = Objects.requireNonNull(Topics.class.getResourceAsStream("topics.yaml"));
                var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file)) {
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

        assertThat(faults(sample.json(), schema, sample.type())).isEmpty();
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
            message.getValue().path("examples").forEach(example -> assertThat(
                    faults(example.path("payload"), message.getValue().path("payload"), message.getKey())).isEmpty());
        }
    }

    @Test
    void pointsNowhereInVain() {
        assertThat(API.findValuesAsText("$ref")).allSatisfy(
                reference -> assertThat(API.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
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

    /** The part of JSON Schema that the document uses; a member that it does not name is a fault here. */
    private static List<String> faults(JsonNode value, JsonNode reference, String where) {
        var schema = resolved(reference);
        List<String> faults = new ArrayList<>();
        if (schema.has("const") && !schema.path("const").equals(value)) {
            faults.add(where + " is not " + schema.path("const"));
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            faults.add(where + " is none of " + schema.path("enum"));
        }
        if (schema.has("pattern") && !Pattern.matches(schema.path("pattern").asText(), value.asText())) {
            faults.add(where + " does not match");
        }
        if (schema.has("type") && types(schema.path("type")).noneMatch(type -> type.equals(typeOf(value)))) {
            faults.add(where + " is a " + typeOf(value));
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + " lacks " + name.asText());
            }
        });
        value.properties().forEach(member -> {
            var inside = where + "." + member.getKey();
            var known = schema.path("properties").path(member.getKey());
            var other = known.isMissingNode() ? schema.path("additionalProperties") : known;
            faults.addAll(other.isMissingNode()
                    ? List.of(inside + " is not described")
                    : faults(member.getValue(), other, inside));
        });
        if (value.isArray()) {
            value.forEach(element -> faults.addAll(faults(element, schema.path("items"), where + "[]")));
        }
        return faults;
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? API.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
    }

    private static Stream<String> types(JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asText)
                : Stream.of(type.asText());
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case ARRAY, BINARY, BOOLEAN, MISSING, NULL, OBJECT, POJO, STRING ->
                value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static JsonNode read() {
        try {
            return YAML.readTree(Path.of("asyncapi.yaml").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
