package dev.hilo.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Wants things done with numbers, and asks again under the same key what nobody has answered. */
final class Manager {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done with a number; the names are those of the orders. */
    enum Kind {
        PROVISION, ADOPT, REPAIR, MOVE, RELEASE
    }

    /** One wish, and what was answered. */
    static final class Wish {

        final Kind kind;
        final String did;
        final UUID key = UUID.randomUUID();
        volatile String order;
        volatile boolean asked;

        private Wish(Kind kind, String did) {
            this.kind = kind;
            this.did = did;
        }
    }

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final String token;
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();

    Manager(String base, String token) {
        this.base = base;
        this.token = token;
    }

    List<Wish> wishes() {
        return List.copyOf(wishes);
    }

    void want(Kind kind, String did) {
        wishes.add(new Wish(kind, did));
    }

    /** Whatever has no answer yet and waits for none, all of it at once. */
    void ask() {
        wishes.stream().filter(wish -> wish.order == null && !wish.asked).forEach(wish -> {
            wish.asked = true;
            var _ = Thread.startVirtualThread(() -> ask(wish));
        });
    }

    /** The order that the wish became, as it stands. */
    JsonNode order(String did) throws IOException, InterruptedException {
        return JSON.readTree(client.send(request("/api/numbers/" + did + "/order").GET().build(),
                BodyHandlers.ofString()).body());
    }

    private void ask(Wish wish) {
        try {
            var answer = client.send(request(wish), BodyHandlers.ofString());
            // In flight: whoever had the connection may have died with it.
            if (answer.statusCode() != 409) {
                assertThat(answer.statusCode()).as("%s of %s: %s", wish.kind, wish.did, answer.body())
                        .isIn(200, 202);
                var body = JSON.readTree(answer.body());
                wish.order = (body.isArray() ? body.path(0) : body).path("id").asText();
            }
        } catch (IOException gone) {
            // It is asked again in the next life.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            wish.asked = false;
        }
    }

    private HttpRequest request(Wish wish) {
        return switch (wish.kind) {
            case PROVISION ->
                post("/api/numbers/provision", wish, Map.of("did", wish.did, "teams", List.of("support")));
            case ADOPT -> post("/api/numbers/import", wish, Map.of("dids", List.of(wish.did), "campaignId", "C0DEMO1"));
            case MOVE -> request("/api/numbers/" + wish.did + "/campaign")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"campaignId\":\"C0DEMO2\"}")).build();
            case REPAIR -> post("/api/numbers/" + wish.did + "/repair", wish, Map.of());
            case RELEASE -> request("/api/numbers/" + wish.did).DELETE().build();
        };
    }

    private HttpRequest post(String path, Wish wish, Map<String, ?> body) {
        try {
            return request(path).header("Idempotency-Key", wish.key.toString())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }
}
