package dev.hilo.local.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hilo.local.process.Http;
import dev.hilo.local.settings.Settings;

/** Access tokens for a person at a terminal: the client {@code hilo-cli} trades a name and a password for one. */
public final class AccessTokens {

    private final Settings settings;

    public AccessTokens(Settings settings) {
        this.settings = settings;
    }

    /** @throws IOException with a sentence for the person: nobody answers there, or the password is wrong */
    public String of(String user, String password) throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=hilo-cli&scope=openid&username=%s&password=%s"
                .formatted(encoded(user), encoded(password));
        var request = HttpRequest.newBuilder(URI.create(settings.issuer() + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build();
        var response = ask(request);
        var answer = new JsonMapper().readTree(response.body());
        if (response.statusCode() != 200) {
            throw new IOException("No token for %s: %s".formatted(user,
                    answer.path("error_description").asText(answer.path("error").asText("no reason given"))));
        }
        return answer.path("access_token").asText();
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        try {
            return Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException nobody) {
            throw new IOException("Nobody answers at %s: is Hilo up? (./hilo status)".formatted(settings.oidcUrl()),
                    nobody);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
