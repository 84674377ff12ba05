package dev.hilo.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes texts as the browser does: what was not answered is sent again with the same key, until it is. */
final class Agent {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A text, and the first answer that arrived. */
    static final class Text {

        final UUID id = UUID.randomUUID();
        final String place;
        final String contact;
        final String body;
        final String sendAt;
        volatile String answer;

        private Text(String place, String contact, String body, String sendAt) {
            this.place = place;
            this.contact = contact;
            this.body = body;
            this.sendAt = sendAt;
        }

        private Map<String, String> from(String did) {
            return sendAt == null
                    ? Map.of("from", did, "to", contact, "body", body)
                    : Map.of("from", did, "to", contact, "body", body, "sendAt", sendAt);
        }
    }

    private record Wish(String path, Map<String, String> body) {
    }

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final String token;
    private final String did;
    private final Map<UUID, Text> texts = new ConcurrentHashMap<>();
    private final Map<UUID, Wish> wishes = new ConcurrentHashMap<>();

    Agent(String base, String token, String did) {
        this.base = base;
        this.token = token;
        this.did = did;
    }

    Map<UUID, Text> texts() {
        return texts;
    }

    Text write(String place, String contact) {
        return write(new Text(place, contact, "text " + texts.size() + " " + UUID.randomUUID(), null));
    }

    Text schedule(String place, String contact) {
        return write(new Text(place, contact, "text " + texts.size() + " " + UUID.randomUUID(),
                Instant.now().plus(Duration.ofHours(1)).toString()));
    }

    private Text write(Text text) {
        texts.put(text.id, text);
        send(text);
        return text;
    }

    /** As a person who wants a text sent again, or not at all. */
    void ask(Text text, String what) {
        ask("/api/messages/" + text.id + "/" + what, Map.of());
    }

    /** Whose number the text went to wants no more of them, and has said so on the telephone. */
    void silence(Text text) throws IOException {
        ask("/api/threads/" + JSON.readTree(text.answer).path("threadId").asText() + "/consent",
                Map.of("answer", "opt-out", "reason", "said so on the telephone"));
    }

    /** Asked until there is an answer. */
    private void ask(String path, Map<String, String> body) {
        var key = UUID.randomUUID();
        wishes.put(key, new Wish(path, body));
        ask(key);
    }

    /** Everything that nobody has answered yet, once more. */
    void repeatUnanswered() {
        texts.values().stream().filter(text -> text.answer == null).forEach(this::send);
        wishes.keySet().forEach(this::ask);
    }

    boolean allAnswered() {
        return texts.values().stream().allMatch(text -> text.answer != null) && wishes.isEmpty();
    }

    /** Refused is an answer too. In flight is none: whoever had the connection may have died with it. */
    private void ask(UUID key) {
        var wish = wishes.get(key);
        var response = wish == null ? null : post(wish.path(), key.toString(), wish.body());
        if (response != null && (response.statusCode() < 300
                || (response.statusCode() == 409 && !response.body().contains("request-in-flight")))) {
            wishes.remove(key);
        }
    }

    private void send(Text text) {
        var response = post("/api/messages/send", text.id.toString(), text.from(did));
        if (response != null && response.statusCode() == 202) {
            text.answer = response.body();
        }
    }

    /** The same request again, long after: the same bytes. */
    void assertAnsweredTheSame(Text text) {
        var response = post("/api/messages/send", text.id.toString(), text.from(did));
        assertThat(response).isNotNull();
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo(text.answer);
    }

    String statusOf(Text text) {
        try {
            var response = client.send(request("/api/messages/" + text.id).build(), BodyHandlers.ofString());
            return JSON.readTree(response.body()).path("status").asText();
        } catch (IOException gone) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpResponse<String> post(String path, String key, Map<String, ?> body) {
        try {
            return client.send(request(path).header("Idempotency-Key", key).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build(),
                    BodyHandlers.ofString());
        } catch (IOException gone) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(6))
                .header("Authorization", "Bearer " + token);
    }
}
