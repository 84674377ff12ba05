package dev.hilo.chat.page;

import dev.hilo.chat.testing.Neighbours;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(Neighbours.class)
class EveryAnswerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/threads/018f", "/numbers/+17865551234", "/index.html"})
    void servesThePageAtEachOfItsAddresses(String path) {
        given().header("Accept", "text/html,*/*").get(path).then().statusCode(200).contentType("text/html")
                .header("Cache-Control", "no-cache").body(containsString("<html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/missing-1a2b.js", "/missing.png", "/api/nothing"})
    void aMissingThingStaysMissing(String path) {
        given().header("Accept", "text/html,*/*").auth().oauth2(Tokens.of("ana")).get(path).then().statusCode(404)
                .header("Cache-Control", "no-store");
    }

    @Test
    void assetsAreKeptForEver() {
        given().get("/assets/app-1a2b3c.js").then().statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable");
    }

    @Test
    void theServiceWorkerAndTheManifestAreAskedForEachTime() {
        given().get("/sw.js").then().statusCode(200).header("Cache-Control", "no-cache")
                .contentType(containsString("javascript"));
        given().get("/manifest.webmanifest").then().statusCode(200).header("Cache-Control", "no-cache")
                .contentType("application/manifest+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sw.js", "/assets/app-1a2b3c.js", "/api/me", "/api/threads/echo", "/missing.png",
            "/login",
            "/q/health/live"})
    void carriesTheSecurityHeaders(String path) {
        given().redirects().follow(false).get(path).then()
                .header("Content-Security-Policy", allOf(containsString("default-src 'self'"),
                        containsString("object-src 'none'"), containsString("base-uri 'none'"),
                        containsString("frame-ancestors 'none'"), not(containsString("unsafe"))))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Permissions-Policy", containsString("camera=()"))
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Strict-Transport-Security", nullValue());
    }

    @Test
    void keepsHealthAndMetricsFromTheOutside() {
        given().get("/q/health/live").then().statusCode(200);
        given().header("X-Forwarded-For", "6.6.6.6").get("/q/health/live").then().statusCode(404);
        given().header("Forwarded", "for=6.6.6.6").get("/q/metrics").then().statusCode(404);
    }

    @Test
    void isReadyOnceItHasCaughtUp() {
        Soon.await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200)
                .body(containsString("caught up with the stream")));
    }
}
