package dev.hilo.platform.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.recorder.RecordedCall.Answer;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallRecorderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RecordedCall CALL = new RecordedCall("POST", "/api/v1.0/messageSend", Map.of(),
            Map.of("From", "13105550100", "To", List.of("13105550142"), "Message", "canary text"));

    @TempDir
    Path folder;

    @Test
    void aCallAndItsAnswerAreOneLineWithoutNumbersAndTexts() throws IOException {
        var answer = "{\"RefId\":\"7C19E0A4\",\"From\":\"13105550100\",\"Results\":[{\"To\":\"13105550142\"}]}";

        var line = recorded(CALL, Uni.createFrom().item(answer));

        assertThat(line.toString()).doesNotContain("5550100", "5550142", "canary");
        assertThat(line.path("at").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(line.path("method").asText()).isEqualTo("POST");
        assertThat(line.path("path").asText()).isEqualTo("/api/v1.0/messageSend");
        assertThat(line.at("/body/Message").asText()).isEqualTo("<text of 11>");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("ms").isNumber()).isTrue();
        assertThat(line.at("/answer/RefId").asText()).isEqualTo("7C19E0A4");
        assertThat(line.at("/answer/From")).isEqualTo(line.at("/body/From"));
        assertThat(line.at("/answer/Results/0/To")).isEqualTo(line.at("/body/To/0"));
    }

    @Test
    void aFailureIsWrittenDownAndGoesOn() throws IOException {
        var recorder = recorder(folder, 10_000, 3);
        var failing = recorder.record(CALL, Uni.createFrom().<String>failure(new TimeoutException("13105550100")),
                CallRecorderTest::answer);

        assertThatThrownBy(() -> failing.await().atMost(Duration.ofSeconds(5))).hasRootCauseInstanceOf(
                TimeoutException.class);

        recorder.stop(new ShutdownEvent());
        assertThat(lines(folder.resolve("carrier-tests.jsonl"))).singleElement()
                .extracting(line -> line.path("failure").asText()).isEqualTo("TimeoutException");
    }

    @Test
    void aCallThatWasGivenUpIsWrittenDown() throws IOException {
        var recorder = recorder(folder, 10_000, 3);
        recorder.record(CALL, Uni.createFrom().<String>nothing(), CallRecorderTest::answer).subscribe()
                .with(_ -> {
                }).cancel();

        recorder.stop(new ShutdownEvent());
        assertThat(lines(folder.resolve("carrier-tests.jsonl"))).singleElement()
                .extracting(line -> line.path("failure").asText()).isEqualTo("given up");
    }

    @Test
    void filesDoNotGrowWithoutEnd() throws IOException {
        var recorder = recorder(folder, 2_000, 3);
        for (var n = 0; n < 100; n++) {
            assertThat(
                    recorder.record(CALL, Uni.createFrom().item("{\"n\":" + n + "}"), CallRecorderTest::answer).await()
                            .atMost(Duration.ofSeconds(5)))
                    .isNotEmpty();
        }
        recorder.stop(new ShutdownEvent());

        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3).allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(2_000));
        }
        assertThat(lines(folder.resolve("carrier-tests.jsonl")).getLast().at("/answer/n").asInt()).isEqualTo(99);
        assertThat(lines(folder.resolve("carrier-tests.1.jsonl")).getLast().at("/answer/n").asInt())
                .isEqualTo(lines(folder.resolve("carrier-tests.jsonl")).getFirst().at("/answer/n").asInt() - 1);
    }

    @Test
    void withoutADirectoryNothingIsDone() {
        var running = Uni.createFrom().item("x");

        assertThat(recorder(null, 10_000, 3).record(CALL, running, CallRecorderTest::answer)).isSameAs(running);
    }

    @Test
    void aDirectoryThatCannotBeWrittenFailsNobody() throws IOException {
        var file = Files.writeString(folder.resolve("a file"), "");
        var recorder = recorder(file, 10_000, 3);

        assertThat(recorder.record(CALL, Uni.createFrom().item("x"), CallRecorderTest::answer).await()
                .atMost(Duration.ofSeconds(5))).isEqualTo("x");
        recorder.stop(new ShutdownEvent());
    }

    private JsonNode recorded(RecordedCall call, Uni<String> running) throws IOException {
        var recorder = recorder(folder, 10_000, 3);
        assertThat(recorder.record(call, running, CallRecorderTest::answer).await().atMost(Duration.ofSeconds(5)))
                .isNotNull();
        recorder.stop(new ShutdownEvent());
        return lines(folder.resolve("carrier-tests.jsonl")).getFirst();
    }

    private static Answer answer(String body) {
        return new Answer(200, body);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(CallRecorderTest::read).toList();
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    private static CallRecorder recorder(Path directory, long fileBytes, int files) {
        var config = new RecorderConfig() {

            @Override
            public Optional<String> directory() {
                return Optional.ofNullable(directory).map(Path::toString);
            }

            @Override
            public Optional<String> key() {
                return Optional.of("a key");
            }

            @Override
            public long fileBytes() {
                return fileBytes;
            }

            @Override
            public int files() {
                return files;
            }

            @Override
            public int longestAnswer() {
                return 1_000;
            }
        };
        return new CallRecorder(config, Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC), "tests");
    }
}
