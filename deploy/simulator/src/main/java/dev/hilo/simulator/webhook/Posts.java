package dev.hilo.simulator.webhook;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Posts to webhooks. Only an answer of exactly 200 counts; otherwise the same bytes are posted again
 * {@code retry.count} times, {@code retry.spacing} apart, and are then kept as undelivered. No order is promised.
 */
public final class Posts {

    private static final int LOGGED = 2000;

    private final Vertx vertx;
    private final HttpClient client;
    private final Switches switches;
    private final Clock clock;
    private final Runnable seen;
    private final ArrayDeque<ObjectNode> log = new ArrayDeque<>();
    private final Map<String, Delivery> undelivered = new LinkedHashMap<>();
    private long ids;
    private long attempts;

    /** @param seen told after each attempt */
    public Posts(Vertx vertx, Switches switches, Clock clock, Runnable seen) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64).setKeepAliveTimeout(30));
        this.switches = switches;
        this.clock = clock;
        this.seen = seen;
    }

    /** The answer tells whether it was taken, at whichever attempt. */
    @CanIgnoreReturnValue
    public Future<Boolean> post(String kind, Webhook webhook, String contentType, String body) {
        var taken = Promise.<Boolean>promise();
        attempt(new Delivery("d" + ++ids, kind, webhook, contentType, body), 1, taken);
        return taken.future();
    }

    /** Posts everything undelivered once more, from the first attempt on; answers how many there are. */
    public int redeliver() {
        var again = new ArrayList<>(undelivered.values());
        undelivered.clear();
        again.forEach(delivery -> attempt(delivery, 1, Promise.promise()));
        return again.size();
    }

    public ArrayNode log() {
        return Json.array().addAll(log);
    }

    public ArrayNode undelivered() {
        return Json.array().addAll(undelivered.values().stream().map(Delivery::toJson).toList());
    }

    public int undeliveredCount() {
        return undelivered.size();
    }

    public long attempts() {
        return attempts;
    }

    public void clear() {
        log.clear();
        undelivered.clear();
        attempts = 0;
    }

    private void attempt(Delivery delivery, int number, Promise<Boolean> taken) {
        var started = System.nanoTime();
        var timeout = switches.get(Switch.POST_TIMEOUT);
        send(delivery, timeout).timeout(timeout, TimeUnit.MILLISECONDS).onComplete(result -> {
            var status = result.succeeded() ? result.result() : 0;
            record(delivery, number, status, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                    result.succeeded() ? "" : result.cause().getClass().getSimpleName());
            if (status == 200) {
                taken.complete(true);
            } else if (number <= switches.get(Switch.REPEAT_COUNT)) {
                vertx.setTimer(Math.max(1, switches.get(Switch.REPEAT_SPACING)),
                        due -> attempt(delivery, number + 1, taken));
            } else {
                undelivered.put(delivery.id(), delivery);
                taken.complete(false);
            }
            seen.run();
        });
    }

    private Future<Integer> send(Delivery delivery, int timeout) {
        var options = new RequestOptions().setAbsoluteURI(delivery.webhook().url()).setMethod(HttpMethod.POST)
                .setConnectTimeout(timeout).setIdleTimeout(timeout);
        return client.request(options)
                .compose(request -> request.putHeader("Content-Type", delivery.contentType())
                        .send(Buffer.buffer(delivery.body())))
                .compose(response -> response.body().map(ignored -> response.statusCode()));
    }

    private void record(Delivery delivery, int number, int status, long millis, String failure) {
        attempts++;
        var entry = Json.object().put("at", clock.instant().toString());
        entry.setAll(delivery.toJson());
        entry.put("attempt", number).put("status", status).put("ms", millis);
        if (!failure.isEmpty()) {
            entry.put("failure", failure);
        }
        if (log.size() == LOGGED) {
            log.removeFirst();
        }
        log.add(entry);
    }

    /** The newest entries of the log, oldest first. */
    public List<ObjectNode> recent(int limit) {
        return log.stream().skip(Math.max(0, log.size() - limit)).toList();
    }
}
