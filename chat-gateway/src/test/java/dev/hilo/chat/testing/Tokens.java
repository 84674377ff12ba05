package dev.hilo.chat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.eclipse.microprofile.config.ConfigProvider;

/** What the provider gives out, and what tests tell it. */
public final class Tokens {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Tokens() {
    }

    public static String of(String user) {
        return post("/control/mint?user=" + user);
    }

    public static String of(String user, int seconds) {
        return post("/control/mint?user=" + user + "&lifetime=" + seconds);
    }

    /** What the provider posts when a session is over (OpenID Connect Back-Channel Logout). */
    public static String logoutToken(String sid) {
        return post("/control/logout-token?sid=" + sid);
    }

    public static String forAnotherAudience(String user) {
        return post("/control/mint?user=" + user + "&audience=somebody-else");
    }

    /** @param seconds how long the tokens of a browser's session live from now on */
    public static void nextToSignIn(String user, int seconds) {
        post("/control/next?user=" + user + "&lifetime=" + seconds);
    }

    public static void endSession(String sid) {
        post("/control/end?sid=" + sid);
    }

    public static void moveTo(String user, String team) {
        post("/control/move?user=" + user + "&team=" + team);
    }

    public static void moveEverybodyBack() {
        post("/control/back");
    }

    private static String post(String path) {
        var provider = ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(URI.create(provider + path))
                    .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
