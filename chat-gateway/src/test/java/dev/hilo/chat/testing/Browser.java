package dev.hilo.chat.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.contracts.testing.Documented;
import dev.hilo.platform.testing.Soon;
import org.jspecify.annotations.Nullable;

/**
 * A client of {@code /ws} that keeps every frame it was sent, in order. Each frame is held against {@code asyncapi.yaml};
 * one that is not as documented fails whatever looks at the frames next.
 */
public final class Browser implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();
    private volatile @Nullable AssertionError undocumented;
    private volatile int closeCode;
    private volatile String closeReason = "";
    private WebSocket socket;

    private Browser() {
    }

    public static Browser connect(URI address, Map<String, String> headers) {
        var browser = new Browser();
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        headers.forEach(builder::header);
        browser.socket = builder.buildAsync(address, browser).join();
        return browser;
    }

    public static Browser withToken(URI address, String token) {
        return connect(address, Map.of("Authorization", "Bearer " + token));
    }

    /** @return the status of a handshake that was refused */
    public static Refusal refused(URI address, Map<String, String> headers) {
        try (var _ = connect(address, headers)) {
            throw new AssertionError("the handshake was accepted");
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof java.net.http.WebSocketHandshakeException refused) {
                return new Refusal(refused.getResponse().statusCode(), refused.getResponse().headers());
            }
            throw failure;
        }
    }

    public record Refusal(int status, HttpHeaders headers) {
    }

    /** Says what the document knows. */
    public Browser say(String frame) {
        Documented.frame(Documented.Direction.FROM_CLIENT, frame);
        return sayNonsense(frame);
    }

    /** Says anything. */
    public Browser sayNonsense(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    public Browser hello() {
        say("{\"type\":\"hello\"}");
        await("welcome");
        return this;
    }

    public Browser hello(String cursor) {
        say("{\"type\":\"hello\",\"cursor\":\"" + cursor + "\"}");
        await("welcome");
        return this;
    }

    public Browser open(Conversation conversation, long afterSeq) {
        say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":" + afterSeq + "}");
        // Presence is the last thing said about a thread that was opened.
        Soon.await().atMost(Duration.ofSeconds(10)).until(() -> of("presence").stream()
                .anyMatch(frame -> frame.path("threadId").asText().equals(conversation.id().toString())));
        return this;
    }

    public List<JsonNode> frames() {
        assertDocumented();
        return List.copyOf(frames);
    }

    /** How many there are of a type, without looking through them. */
    public int count(String type) {
        assertDocumented();
        return counts.getOrDefault(type, 0);
    }

    private void assertDocumented() {
        var fault = undocumented;
        if (fault != null) {
            throw new AssertionError(fault.getMessage(), fault);
        }
    }

    public List<JsonNode> of(String type) {
        return frames().stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
    }

    public List<Long> seqs(String type) {
        return of(type).stream().map(frame -> frame.path("seq").asLong()).toList();
    }

    public JsonNode await(String type) {
        Soon.await(type + " frame").atMost(Duration.ofSeconds(10)).until(() -> count(type) > 0);
        return of(type).getLast();
    }

    /** Everything sent before this has arrived when it returns. */
    public Browser settle() {
        var before = count("pong");
        say("{\"type\":\"ping\"}");
        Soon.await("pong").atMost(Duration.ofSeconds(10)).until(() -> count("pong") > before);
        return this;
    }

    public String cursor() {
        return frames.getLast().path("cursor").asText();
    }

    public int awaitClose() {
        Soon.await("close").atMost(Duration.ofSeconds(15)).until(() -> closeCode != 0);
        return closeCode;
    }

    /** @return 0 while it is open */
    public int closeCode() {
        return closeCode;
    }

    public String closeReason() {
        return closeReason;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            try {
                var frame = JSON.readTree(part.toString());
                frames.add(frame);
                counts.merge(frame.path("type").asText(), 1, Integer::sum);
                Documented.frame(Documented.Direction.TO_CLIENT, part.toString());
            } catch (JsonProcessingException notJson) {
                undocumented = new AssertionError(notJson);
            } catch (AssertionError otherwise) {
                undocumented = otherwise;
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closeCode = 1006;
    }

    @Override
    public void close() {
        socket.abort();
    }

}
