package dev.hilo.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The carrier: posts each webhook until it is acknowledged, over so many connections, and writes down every answer. */
final class WebhookSender {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_SILENCE = Duration.ofMillis(300);
    /** Then a carrier gives up, and the text is lost honestly. */
    private static final int MOST_ATTEMPTS = 500;

    /** @param status 0 when there was no answer */
    record Answer(long at, int status, Duration took, String contentType, boolean retryAfter) {
    }

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final URI address;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    WebhookSender(String intake, String secret) {
        this.address = URI.create(intake + "/webhooks/bulkvs?token=" + secret);
    }

    /**
     * Returns when the last one is acknowledged, or given up.
     *
     * @param perSecond posts that are begun in a second, repeats of refused ones aside; 0 for as fast as it goes
     */
    void send(List<Webhook> webhooks, int connections, double perSecond) {
        var next = new AtomicInteger();
        var began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < connections; i++) {
                threads.execute(() -> {
                    for (var n = next.getAndIncrement(); n < webhooks.size(); n = next.getAndIncrement()) {
                        if (perSecond > 0) {
                            LockSupport.parkNanos(began + (long) (n * 1e9 / perSecond) - System.nanoTime());
                        }
                        insist(webhooks.get(n));
                    }
                });
            }
        }
    }

    private void insist(Webhook webhook) {
        while (webhook.acknowledged.get() < webhook.wanted && webhook.attempts() < MOST_ATTEMPTS) {
            var answer = post(webhook);
            if (answer.status() != 200) {
                LockSupport.parkNanos((answer.retryAfter() ? Duration.ofSeconds(1) : AFTER_SILENCE).toNanos());
            }
        }
    }

    /** Once, whatever comes of it. */
    Answer post(Webhook webhook) {
        var began = System.nanoTime();
        HttpResponse<String> response;
        try {
            response = client.send(HttpRequest.newBuilder(address).timeout(PATIENCE)
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString(webhook.body)).build(),
                    BodyHandlers.ofString());
        } catch (IOException gone) {
            response = null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        var answer = answer(began, response);
        (switch (answer.status()) {
            case 200 -> webhook.acknowledged;
            case 0 -> webhook.unanswered;
            default -> webhook.refused;
        }).incrementAndGet();
        answers.add(answer);
        return answer;
    }

    private static Answer answer(long began, HttpResponse<String> response) {
        var now = System.nanoTime();
        return response == null
                ? new Answer(now, 0, Duration.ofNanos(now - began), "", false)
                : new Answer(now, response.statusCode(), Duration.ofNanos(now - began),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.headers().firstValue("Retry-After").isPresent());
    }

    List<Answer> answers() {
        return new ArrayList<>(answers);
    }
}
