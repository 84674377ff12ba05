package dev.hilo.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

/** The intake of the tests, as they steer it. */
public final class TestedIntake {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TestedIntake() {
    }

    /** From now on it takes these and nothing else, and has forgotten what came. */
    public static void takes(String... tokens) {
        var _ = send(HttpRequest.newBuilder(URI.create(address() + "/control/tokens"))
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", tokens))));
    }

    /** It takes this one as well, and forgets nothing. */
    public static void isAlsoGiven(String token) {
        var _ = send(HttpRequest.newBuilder(URI.create(address() + "/control/tokens"))
                .PUT(HttpRequest.BodyPublishers.ofString(token)));
    }

    /** It takes our token, and has forgotten what came. */
    public static void calm() {
        takes(Canary.WEBHOOK_TOKEN);
    }

    /** It says that it is asked too often. */
    public static void isBusy() {
        takes("busy");
    }

    /** What was posted: status, token and body of each. */
    public static List<String> posts() {
        return send(HttpRequest.newBuilder(URI.create(address() + "/control/posts"))).lines().toList();
    }

    /** The webhook's address with that token. */
    public static String addressWith(String token) {
        return address() + "/webhooks/bulkvs?token=" + token;
    }

    private static String address() {
        return ConfigProvider.getConfig().getValue("test.intake", String.class);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
