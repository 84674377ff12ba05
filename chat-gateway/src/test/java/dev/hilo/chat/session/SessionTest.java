package dev.hilo.chat.session;

import java.net.URI;

import dev.hilo.chat.testing.Neighbours;
import dev.hilo.chat.testing.SignedIn;
import dev.hilo.chat.testing.Stream;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(Neighbours.class)
class SessionTest {

    @TestHTTPResource
    URI home;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @AfterEach
    void back() {
        Tokens.nextToSignIn("ana", 300);
        Tokens.moveEverybodyBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/api/threads", "/api/messages/send", "/api/numbers", "/api/nothing", "/api",
            "/ws"})
    void answersAProblemToWhoeverIsNobody(String path) {
        given().redirects().follow(false).get(path).then().statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://hilo.dev/problems/unauthenticated"), "status", equalTo(401),
                        "instance", equalTo(path));
    }

    @Test
    void refusesTokensThatAreNotForUs() {
        var forged = Tokens.of("root").replaceFirst("\\.[^.]+$", ".AAAA");
        for (var token : new String[]{"nonsense", forged, Tokens.forAnotherAudience("ana"), Tokens.of("ana", -120),
                ""}) {
            given().header("Authorization", "Bearer " + token).get("/api/me").then().statusCode(401)
                    .contentType("application/problem+json");
        }
        given().header("Authorization", "Basic YW5hOmFuYQ==").get("/api/me").then().statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void tellsAProgramWhoItIsAndWhichNumbersAreIts() {
        try (var stream = new Stream(kafka)) {
            stream.belongsTo(PhoneNumber.of("+17865553001"), "Ayuda", "support");
            stream.belongsTo(PhoneNumber.of("+17865553002"), "Ventas", "sales");
        }
        var token = Tokens.of("ana");

        Soon.await().untilAsserted(() -> given().auth().oauth2(token).get("/api/me").then().statusCode(200)
                .body("user", equalTo("ana"), "name", equalTo("Ana"), "email", equalTo("ana@example.com"),
                        "roles", contains("agent"), "teams", contains("support"),
                        "numbers.did", hasItem("+17865553001"), "numbers.did", not(hasItem("+17865553002")),
                        "numbers.name", hasItem("Ayuda")));
        given().auth().oauth2(Tokens.of("marta")).get("/api/me").then().statusCode(200)
                .body("roles", contains("manager"), "numbers.did", hasItem("+17865553002"));
    }

    @Test
    void signsABrowserInAndLeadsItBackToWhereItWas() {
        var browser = new SignedIn(home).at("/login?returnTo=/threads/42?filter=mine");

        assertThat(browser.landedAt()).isEqualTo("/threads/42?filter=mine");
        assertThat(browser.cookies()).isNotEmpty().allSatisfy(cookie -> assertThat(cookie)
                .startsWith("q_session").containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax"));
        assertThat(String.join("", browser.cookies())).as("encrypted: nothing of a token can be read")
                .matches("(?s)q_session[^=]*=[^.]+\\.[^.]+\\.[^.]+\\.[^.]+\\..*");
        browser.get("/api/me").then().statusCode(200)
                .body("user", equalTo("ana"), "roles", contains("agent"), "teams", contains("support"));
    }

    @Test
    void leadsNobodyToAnotherSite() {
        assertThat(new SignedIn(home).at("/login?returnTo=https://evil.example/").landedAt()).isEqualTo("/");
        assertThat(new SignedIn(home).at("/login?returnTo=//evil.example/").landedAt()).isEqualTo("/");
    }

    @Test
    void asksForTheCodeWithAChallenge() {
        given().redirects().follow(false).get("/login").then().statusCode(302)
                .header("Location", containsString("code_challenge_method=S256"))
                .header("Location", containsString("response_type=code"))
                .header("Location", containsString("%2Flogin%2Fcallback"));
    }

    @Test
    void answersAProblemWhenTheCookieIsNoSessionOfOurs() {
        given().redirects().follow(false).cookie("q_session", "nonsense").get("/api/me").then().statusCode(401)
                .contentType("application/problem+json");
        given().redirects().follow(false).cookie("q_session", "a|b|c").get("/api/threads").then().statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void signsInAnewWithACookieThatIsNoSessionOfOurs() {
        given().redirects().follow(false).cookie("q_session", "nonsense").get("/login").then().statusCode(302)
                .header("Location", containsString("/authorize"));
    }

    @Test
    void anAbandonedSignInEndsInAPageAndNotInALoop() {
        given().redirects().follow(false).get("/login/callback?code=x&state=y").then()
                .statusCode(not(equalTo(500)));
    }

    @Test
    void refreshesTheTokenOfABrowserWithoutAWord() {
        Tokens.nextToSignIn("ana", 2);
        var browser = new SignedIn(home).at("/login");
        Tokens.nextToSignIn("ana", 300);
        Tokens.moveTo("ana", "sales");

        Soon.await().untilAsserted(
                () -> browser.get("/api/me").then().statusCode(200).body("teams", contains("sales")));
    }

    @Test
    void aSessionThatEndedAtTheProviderIsA401AndNoRedirect() {
        Tokens.nextToSignIn("ana", 1);
        var browser = new SignedIn(home).at("/login");
        Tokens.endSession(browser.sid());

        Soon.await().untilAsserted(() -> browser.get("/api/me").then().statusCode(401)
                .contentType("application/problem+json"));
    }

    @Test
    void signingOutEndsTheSessionHereAndAtTheProvider() {
        var browser = new SignedIn(home).at("/login");

        var landed = browser.at("/logout").landedAt();

        assertThat(landed).startsWith("/");
        browser.get("/api/me").then().statusCode(401);
    }

    @Test
    void signingOutWithoutASessionLeadsHome() {
        given().redirects().follow(false).get("/logout").then().statusCode(302).header("Location", "/");
    }

    @Test
    void nobodyElsesLinkSignsOut() {
        var browser = new SignedIn(home).at("/login");

        browser.with("Sec-Fetch-Site", "cross-site").get("/logout").then().statusCode(302).header("Location", "/");
        browser.get("/api/me").then().statusCode(200);
    }

    @ParameterizedTest(name = "{0} with X-Requested-With {1} from {2}: {3}")
    @CsvSource(textBlock = """
            POST,   ,     ,                    403
            POST,   hilo, ,                    202
            POST,   hilo, own,                 202
            POST,   hilo, https://evil.example, 403
            POST,   hilo, null,                403
            PUT,    ,     own,                 403
            DELETE, ,     ,                    403
            PATCH,  ,     ,                    403
            GET,    ,     ,                    200
            GET,    ,     https://evil.example, 200
            """)
    void aCookieAloneChangesNothing(String method, String requestedWith, String origin, int status) {
        var call = new SignedIn(home).at("/login").request();
        if (requestedWith != null) {
            call.header("X-Requested-With", requestedWith);
        }
        if (origin != null) {
            call.header("Origin", origin.equals("own") ? home.toString().replaceFirst("/$", "") : origin);
        }
        var answer = call.contentType("text/plain").body("x").request(method, "/api/threads/echo");

        answer.then().statusCode(status);
        if (status == 403) {
            answer.then().contentType("application/problem+json")
                    .body("type", equalTo("https://hilo.dev/problems/cross-site"));
        }
    }

    @Test
    void aBearerTokenNeedsNoSuchHeader() {
        given().auth().oauth2(Tokens.of("ana")).header("Origin", "https://evil.example").body("x")
                .post("/api/messages/send").then().statusCode(202);
    }

    @Test
    void theCookieNeverPassesForABearer() {
        var browser = new SignedIn(home).at("/login");

        browser.with("Authorization", "Bearer nonsense").get("/api/me").then().statusCode(401);
    }
}
