package dev.hilo.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import org.eclipse.microprofile.config.ConfigProvider;

/** The simulator's control API, as the tests speak it. */
public final class SimulatedCarrier {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger GIVEN = new AtomicInteger();
    private static final AtomicInteger FOUND = new AtomicInteger();
    private static final int[] AREA_CODES = {305, 407, 561, 212, 213, 310, 404, 512, 617, 702, 813, 954};
    private static final int PER_AREA = 20;

    private SimulatedCarrier() {
    }

    /** A number that is for sale and that no other test uses. */
    public static PhoneNumber forSale() {
        var n = GIVEN.getAndIncrement();
        return PhoneNumber.of("+1%d555%04d".formatted(AREA_CODES[n / PER_AREA], 100 + n % PER_AREA));
    }

    /** A number that the account has and that nobody told us of. */
    public static PhoneNumber atTheAccount(Map<String, ?> settings) {
        var did = PhoneNumber.of("+1786556%04d".formatted(FOUND.getAndIncrement()));
        number(did, settings);
        return did;
    }

    public static void faults(Map<String, ?> switches) {
        call("POST", "/control/faults", switches);
    }

    /** Every switch back, messages and logs forgotten; numbers and webhooks stay. */
    public static void calm() {
        call("POST", "/control/reset", Map.of());
    }

    /** Everything forgotten. */
    public static void wipe() {
        call("POST", "/control/reset", Map.of("all", true));
    }

    /** Creates or changes a number behind our back, by the keys of POST /tnRecord. */
    public static void number(PhoneNumber did, Map<String, ?> settings) {
        var body = new java.util.LinkedHashMap<String, Object>(settings);
        body.put("TN", did.value());
        call("POST", "/control/numbers", body);
    }

    public static Optional<JsonNode> record(PhoneNumber did) {
        return call("GET", "/control/numbers", null).valueStream()
                .filter(record -> record.path("TN").asText().equals(did.carrierDigits())).findFirst();
    }

    /** The purchases of this number that took effect. */
    public static long purchases(PhoneNumber did) {
        return calls("POST", "/orderTn", did).stream()
                .filter(call -> call.path("answer").asText().contains("\"Messaging\"")).count();
    }

    /** The calls that name this number, the refused and faulty ones included. */
    public static List<JsonNode> calls(String method, String path, PhoneNumber did) {
        return call("GET", "/control/calls", null).valueStream()
                .filter(call -> call.path("method").asText().equals(method))
                .filter(call -> call.path("path").asText().endsWith(path))
                .filter(call -> (call.path("query").asText() + call.path("body").asText())
                        .contains(did.carrierDigits()))
                .toList();
    }

    public static JsonNode webhook(String name) {
        var request = HttpRequest.newBuilder(URI.create(base() + "/api/v1.0/webHooks?Webhook=" + name))
                .header("Authorization", "Basic aGlsbzpoaWxvLXNlY3JldA==").build();
        return send(request).path(0);
    }

    /** There is no such webhook any more, if there was one. */
    public static void forgetWebhook(String name) {
        var request = HttpRequest.newBuilder(URI.create(base() + "/api/v1.0/webHooks?Webhook=" + name))
                .header("Authorization", "Basic aGlsbzpoaWxvLXNlY3JldA==").DELETE().build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 && answer.statusCode() != 404) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Points a webhook elsewhere behind our back. */
    public static void webhook(String name, String url) {
        try {
            var body = JSON.writeValueAsString(Map.of("Webhook", name, "Url", url, "Dlr", true, "Method", "POST"));
            send(HttpRequest.newBuilder(URI.create(base() + "/api/v1.0/webHooks"))
                    .header("Authorization", "Basic aGlsbzpoaWxvLXNlY3JldA==")
                    .PUT(HttpRequest.BodyPublishers.ofString(body)).build());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What staff of the carrier do after an approved registration. */
    public static void campaign(String id) {
        call("POST", "/control/campaigns", Map.of("Tcr", id, "Brand", "Hilo Demo"));
    }

    /** A customer writes. */
    public static void inbound(String from, PhoneNumber to, String text) {
        call("POST", "/control/inbound", Map.of("from", from, "to", to.value(), "text", text));
    }

    /** How many posts no attempt could deliver. */
    public static int undelivered() {
        return call("GET", "/control/undelivered", null).size();
    }

    /** Takes a number away from us behind our back. */
    public static void lose(PhoneNumber did) {
        call("DELETE", "/control/numbers/" + did.carrierDigits(), null);
    }

    @CanIgnoreReturnValue
    private static JsonNode call(String method, String path, Object body) {
        try {
            var publisher = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            return send(HttpRequest.newBuilder(URI.create(base() + path)).method(method, publisher).build());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @CanIgnoreReturnValue
    private static JsonNode send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String base() {
        return ConfigProvider.getConfig().getValue("test.simulator", String.class);
    }
}
