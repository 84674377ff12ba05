package dev.hilo.simulator.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Context;

/**
 * The control API for tests that embed the simulator: the same as over HTTP, from any thread. Bodies and answers are those
 * of the HTTP calls. It blocks, so it must not be called from an event loop.
 */
public final class Control {

    private final Context loop;
    private final ControlDesk desk;

    public Control(Context loop, ControlDesk desk) {
        this.loop = loop;
        this.desk = desk;
    }

    /** A customer writes; answers the RefId of the first post. */
    @CanIgnoreReturnValue
    public String inbound(String from, String to, String text, String... media) {
        var body = Json.object().put("from", from).put("to", to).put("text", text);
        body.set("media", Json.tree(List.of(media)));
        return inbound(body).path("refIds").path(0).asText();
    }

    @CanIgnoreReturnValue
    public ObjectNode inbound(ObjectNode body) {
        return ask(() -> desk.inbound(body));
    }

    /** Posts a receipt now for a message that was accepted. */
    public void receipt(String refId, String stat) {
        run(() -> desk.receipt(Json.object().put("refId", refId).put("stat", stat)));
    }

    /** The accepted messages, in order. */
    public List<JsonNode> sent() {
        return ask(() -> desk.sent(0, Long.MAX_VALUE).map(Json::parse).toList());
    }

    /** Segments of each campaign and number: in all, and in the fullest second and minute. */
    public ObjectNode rate() {
        return ask(desk::pace);
    }

    public ObjectNode counts() {
        return ask(desk::counts);
    }

    public ObjectNode faults() {
        return ask(() -> desk.faults());
    }

    /** Turns switches, for example {@code Map.of("send", "429", "times", 2)}. */
    public void faults(Map<String, ?> changes) {
        var body = Json.object();
        changes.forEach((name, value) -> body.set(name, Json.tree(value)));
        var turned = ask(() -> desk.faults(body));
        assert !turned.isEmpty();
    }

    /**
     * Makes a number ours, ready to send and receive, without buying it: SMS and MMS on, campaign C0DEMO1, a webhook with
     * receipts at this address.
     */
    public void own(String number, String webhookUrl) {
        run(() -> {
            desk.webhook(Json.object().put("Webhook", "test").put("Url", webhookUrl).put("Dlr", true));
            desk.number(Json.object().put("TN", number).put("Sms", true).put("Mms", true).put("Tcr", "C0DEMO1")
                    .put("Webhook", "test"));
        });
    }

    /** Changes or creates a number behind the customer's back; keys of POST /tnRecord. */
    public void number(ObjectNode body) {
        run(() -> desk.number(body));
    }

    public List<JsonNode> numbers() {
        return list(desk::numbers);
    }

    public List<JsonNode> webhooksLog() {
        return list(desk::webhooksLog);
    }

    public List<JsonNode> undelivered() {
        return list(desk::undelivered);
    }

    /** Posts everything undelivered again. */
    public void redeliver() {
        run(desk::redeliver);
    }

    /** Every call of the carrier's API with its status, refused ones included. */
    public List<JsonNode> calls() {
        return list(desk::calls);
    }

    /** Forgets messages, logs and faults; numbers and webhooks stay. */
    public void reset() {
        run(() -> desk.reset(Json.object()));
    }

    /** Forgets everything. */
    public void resetAll() {
        run(() -> desk.reset(Json.object().put("all", true)));
    }

    private List<JsonNode> list(Supplier<ArrayNode> question) {
        return ask(question).valueStream().toList();
    }

    private void run(Runnable action) {
        var done = ask(() -> {
            action.run();
            return true;
        });
        assert done;
    }

    private <T> T ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        loop.runOnContext(now -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (TimeoutException stuck) {
            throw new IllegalStateException("the simulator does not answer", stuck);
        }
    }
}
