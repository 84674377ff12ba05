package dev.hilo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** The webhook bodies of {@code src/test/resources/webhooks}; its README says what the members of an entry mean. */
final class Zoo {

    private static final Path FOLDER = Path.of(System.getProperty("hilo.repository"))
            .resolve("deploy/acceptance/src/test/resources/webhooks");
    private static final String TOKEN = "dev-webhook-secret";

    private Zoo() {
    }

    static List<Entry> entries() throws IOException {
        try (var lines = Files.lines(FOLDER.resolve("index.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("//"))
                    .map(line -> new Entry(LocalSystem.json(line))).toList();
        }
    }

    record Entry(JsonNode says) {

        String name() {
            return says.path("name").asText();
        }

        String kind() {
            return says.path("kind").asText();
        }

        boolean isText() {
            return List.of("sms", "mms", "group").contains(kind());
        }

        int status() {
            return says.path("status").asInt();
        }

        int times() {
            return says.path("times").asInt(1);
        }

        List<String> strings(String member) {
            return says.path(member).valueStream().map(JsonNode::asText).toList();
        }

        String text() {
            var repeated = says.path("textOf");
            return repeated.isArray()
                    ? repeated.path(0).asText().repeat(repeated.path(1).asInt())
                    : says.path("text").asText();
        }

        byte[] body() {
            if (!says.has("body")) {
                return says.path("generated").valueStream()
                        .map(part -> part.path(0).asText().repeat(part.path(1).asInt())).collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8);
            }
            try {
                return Files.readAllBytes(FOLDER.resolve(says.path("body").asText()));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }

        HttpRequest request(String intake) {
            var address = says.path("address").asText("?token={token}").replace("{token}", TOKEN);
            var request = HttpRequest.newBuilder(URI.create(intake + "/webhooks/bulkvs" + address))
                    .timeout(Duration.ofSeconds(15))
                    .method(says.path("method").asText("POST"), BodyPublishers.ofByteArray(body()));
            var contentType = says.path("contentType").asText("application/json");
            if (!contentType.isEmpty()) {
                request.header("Content-Type", contentType);
            }
            says.path("headers").properties()
                    .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
            return request.build();
        }

        @Override
        public String toString() {
            return name() + " (" + says.path("why").asText() + ")";
        }
    }
}
