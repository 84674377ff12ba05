package dev.hilo.chat.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.hilo.chat.testing.Neighbours;
import dev.hilo.chat.testing.SignedIn;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.platform.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(Neighbours.class)
class ForwardTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource
    URI home;

    @Test
    void passesPathQueryBodyAndTheHeadersThatMatter() {
        var token = Tokens.of("ana");

        given().auth().oauth2(token).header("Idempotency-Key", "k-1").header("Accept-Language", "es")
                .contentType("application/json").body("{\"to\":\"+1\"}").urlEncodingEnabled(false)
                .post("/api/messages/send?a=1&b=%20c").then().statusCode(202)
                .body("method", equalTo("POST"), "uri", equalTo("/api/messages/send?a=1&b=%20c"),
                        "body", equalTo("{\"to\":\"+1\"}"),
                        "headers.authorization", equalTo("Bearer " + token),
                        "headers.idempotency-key", equalTo("k-1"), "headers.accept-language", equalTo("es"),
                        "headers.content-type", equalTo("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void passesEveryMethodOn(String method) {
        var answer = given().auth().oauth2(Tokens.of("marta")).request(method, "/api/reports/numbers?days=7").then()
                .statusCode(method.equals("POST") ? 202 : 200);
        if (!method.equals("HEAD")) {
            answer.body("method", equalTo(method), "uri", equalTo("/api/reports/numbers?days=7"));
        }
    }

    @Test
    void givesTheServiceTheTokenAndNeverTheCookie() {
        var browser = new SignedIn(home).at("/login");

        browser.with("X-Forwarded-For", "6.6.6.6").header("X-Forwarded-Host", "evil.example").get("/api/threads/echo")
                .then().statusCode(200)
                .body("headers.authorization", notNullValue(), "headers.cookie", nullValue(),
                        "headers.x-forwarded-for", nullValue(), "headers.x-forwarded-host", nullValue());
    }

    @Test
    void keepsWhatTheServiceSaysAndNothingOfTheInside() {
        given().auth().oauth2(Tokens.of("ana")).get("/api/threads/paged").then().statusCode(200)
                .header("Link", "</api/threads?cursor=abc>; rel=\"next\"")
                .header("X-Thread-Last-Seq", "7").header("Set-Cookie", nullValue());
        given().auth().oauth2(Tokens.of("ana")).post("/api/messages/stale").then().statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hilo.dev/problems/stale-compose"));
    }

    @Test
    void streamsAnUploadUpToItsLimit() {
        given().auth().oauth2(Tokens.of("ana")).body(new byte[5_900_000]).post("/api/media").then().statusCode(202)
                .body("length", equalTo(5_900_000));
    }

    @Test
    void refusesMoreThanThatSaidOrUnsaid() throws Exception {
        var token = Tokens.of("ana");
        var large = new byte[7_000_000];
        var said = HttpRequest.BodyPublishers.ofByteArray(large);
        var unsaid = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        for (var body : List.of(said, unsaid)) {
            var upload = HttpRequest.newBuilder(home.resolve("/api/media")).header("Authorization", "Bearer " + token)
                    .POST(body).build();
            try {
                assertThat(HTTP.send(upload, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(413);
            } catch (IOException cutOff) {
                // Answered while we were still writing, which a client may see as a connection that breaks.
                assertThat(cutOff).hasMessageNotContaining("timed out");
            }
        }
    }

    @Test
    void saysWithinHalfASecondThatAServiceIsDown() {
        var token = Tokens.of("marta");
        given().auth().oauth2(token).get("/api/numbers").then().statusCode(503);
        var asked = Instant.now();

        given().auth().oauth2(token).post("/api/numbers/provision").then().statusCode(503)
                .contentType("application/problem+json").header("Retry-After", "1")
                .body("type", equalTo("https://hilo.dev/problems/unavailable"), "instance",
                        equalTo("/api/numbers/provision"));

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void saysThatItMayHaveBeenDoneWhenNoAnswerComes() {
        given().auth().oauth2(Tokens.of("ana")).post("/api/messages/silent").then().statusCode(504)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hilo.dev/problems/upstream-slow"));
        given().auth().oauth2(Tokens.of("ana")).body("x").post("/api/messages/dies").then().statusCode(504);
        given().auth().oauth2(Tokens.of("ana")).get("/api/messages/dies").then().statusCode(503)
                .header("Retry-After", "1");
    }

    @Test
    void letsTheCarrierFetchSignedMediaWithoutASession() {
        given().get("/media/picture?sig=x").then().statusCode(200).contentType("image/png")
                .header("Content-Security-Policy", "sandbox").header("X-Content-Type-Options", "nosniff");
        given().post("/media/picture").then().statusCode(404);
        given().header("Range", "bytes=4-7").header("Authorization", "Bearer x").get("/media/018f/thumbnail?e=1&s=x")
                .then()
                .statusCode(200).body("uri", equalTo("/media/018f/thumbnail?e=1&s=x"))
                .body("headers.range", equalTo("bytes=4-7")).body("headers.authorization", nullValue());
    }

    @Test
    void compressesLongAnswersForWhoWantsIt() throws Exception {
        var request = HttpRequest.newBuilder(home.resolve("/api/threads/long"))
                .header("Authorization", "Bearer " + Tokens.of("ana")).header("Accept-Encoding", "gzip").build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body().length).isLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/threads/../../inside", "/api/threads/%2e%2e/%2e%2e/inside", "/api/nothing",
            "/api/threadsandmore", "/%61pi/threads", "/x/../api/threads", "/api/threads//x"})
    void passesNothingElseOn(String path) throws Exception {
        var call = HttpRequest.newBuilder(URI.create(home.toString().replaceFirst("/$", "") + path))
                .header("Authorization", "Bearer " + Tokens.of("root")).build();

        assertThat(HTTP.send(call, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
}
