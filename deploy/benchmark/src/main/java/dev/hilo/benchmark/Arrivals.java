package dev.hilo.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** New webhooks while others wait: posted to the intake now and then, each from a new contact, and when it is stored. */
final class Arrivals implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Connection database;
    private final String did;
    private final URI door;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private final List<Long> nanos = new ArrayList<>();

    Arrivals(Settings settings, Connection database, String did) {
        this.database = database;
        this.did = did;
        this.door = URI.create(settings.url(Port.INGEST) + "/webhooks/bulkvs?token=" + settings.webhookSecret());
        var _ = clock.scheduleAtFixedRate(this::post, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        var _ = clock.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of those that are stored, shortest first; forgotten with this. */
    synchronized List<Long> take() {
        var taken = nanos.stream().sorted().toList();
        nanos.clear();
        return taken;
    }

    int stillWaiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        var _ = clock.shutdownNow();
    }

    private void post() {
        var contact = "1786" + (4_400_000 + turn.getAndIncrement());
        var body = "{\"From\":\"%s\",\"To\":[\"%s\"],\"Message\":\"Is%%20anybody%%20there%%3F\"}".formatted(contact,
                did.substring(1));
        waiting.put("+" + contact, System.nanoTime());
        var _ = http.sendAsync(HttpRequest.newBuilder(door).timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.discarding()).handle((answer, failure) -> {
                    if (failure != null || answer.statusCode() != 200) {
                        waiting.remove("+" + contact);
                    }
                    return null;
                });
    }

    private void look() {
        var contacts = List.copyOf(waiting.keySet());
        if (contacts.isEmpty()) {
            return;
        }
        try (var select = database
                .prepareStatement("select external from thread where did = ? and external = any(?)")) {
            select.setString(1, did);
            select.setArray(2, database.createArrayOf("text", contacts.toArray()));
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    stored(found.getString(1));
                }
            }
        } catch (SQLException gone) {
            // The next look says it again.
        }
    }

    private synchronized void stored(String contact) {
        var began = waiting.remove(contact);
        if (began != null) {
            nanos.add(System.nanoTime() - began);
        }
    }
}
