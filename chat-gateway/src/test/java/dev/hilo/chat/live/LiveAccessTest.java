package dev.hilo.chat.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.chat.testing.Browser;
import dev.hilo.chat.testing.Conversation;
import dev.hilo.chat.testing.SignedIn;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever asks, and however: of a number that is not theirs not one frame. And when access ends, it ends at once. */
@QuarkusTest
class LiveAccessTest extends LiveTest {

    private static final String CONTACT = "+13053305";

    private PhoneNumber support;

    /** Who stands before a conversation of the support team's number. */
    enum Who {
        /** Of the team. */
        OWN("ana", true),
        /** Of another team. */
        OTHER("leo", false), MANAGER("marta", true), ADMIN("root", true),
        /** In the team's group, without a role. */
        NO_ROLE("nobody", false),
        /** Of the team until a moment ago: the number went to another one. */
        REVOKED("ana", false),
        /** Of the team since a moment ago. */
        GRANTED("leo", true);

        final String user;
        final boolean sees;

        Who(String user, boolean sees) {
            this.user = user;
            this.sees = sees;
        }
    }

    /** What they try. */
    enum Operation {
        LISTEN, OPEN_FROM_THE_WINDOW, OPEN_THAT_MESSAGING_TELLS_OF, OPENED_BEFORE, RESUME, RESUME_WITH_A_MANAGERS_CURSOR, TYPE, LOOK_WHO_TYPES, READ_ELSEWHERE
    }

    static java.util.stream.Stream<Arguments> everybodyAndEverything() {
        return java.util.stream.Stream.of(Who.values()).flatMap(
                who -> java.util.stream.Stream.of(Operation.values()).map(operation -> Arguments.of(who, operation)));
    }

    @BeforeEach
    void aNumberOfNobody() {
        support = aNumber();
    }

    @ParameterizedTest
    @MethodSource("everybodyAndEverything")
    void showsWhatIsTheirsAndNothingElse(Who who, Operation operation) {
        belongsTo(who == Who.GRANTED ? "night" : "support");
        var conversation = Conversation.of(support, CONTACT + four());
        var marta = as("marta").hello();
        stream.happens(conversation.receives("before"));
        marta.await("thread");
        var before = as(who.user).hello();
        var cursor = operation == Operation.RESUME_WITH_A_MANAGERS_CURSOR ? marta.cursor() : before.cursor();
        if (operation == Operation.OPENED_BEFORE || who == Who.REVOKED) {
            before.say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":1}").settle();
        }
        if (who == Who.REVOKED) {
            belongsTo("night");
            Soon.await().atMost(Duration.ofSeconds(1)).until(() -> !before.of("resync").isEmpty());
        } else if (who == Who.GRANTED) {
            belongsTo("sales");
            Soon.await().atMost(Duration.ofSeconds(1)).until(() -> !before.of("resync").isEmpty());
        }
        // What is said of the number itself has come as well, also that it is gone.
        before.settle();
        var shownBefore = before.frames().size();

        var secret = "secret " + UUID.randomUUID();
        var client = attempt(who, operation, conversation, before, marta, cursor, secret);

        var shown = client == before ? client.frames().subList(shownBefore, client.frames().size()) : client.frames();
        var told = shown.stream().filter(frame -> !frame.path("type").asText().equals("problem"))
                .filter(frame -> frame.toString().contains(conversation.id().toString())
                        || frame.toString().contains(support.value()) || frame.toString().contains(secret))
                .toList();
        if (who.sees) {
            assertThat(told).as("theirs to see").isNotEmpty();
        } else {
            assertThat(told).as("not theirs").isEmpty();
            assertThat(shown).filteredOn(frame -> frame.path("type").asText().equals("problem"))
                    .allSatisfy(problem -> assertThat(problem.path("status").asInt()).isIn(404, 409));
        }
    }

    private Browser attempt(Who who, Operation operation, Conversation conversation, Browser before, Browser marta,
            String cursor, String secret) {
        var open = "{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":0}";
        return switch (operation) {
            case LISTEN, OPENED_BEFORE -> {
                happens(conversation, secret, marta);
                yield before.settle();
            }
            case OPEN_FROM_THE_WINDOW -> {
                before.say(open).settle();
                happens(conversation, secret, marta);
                yield before.settle();
            }
            case OPEN_THAT_MESSAGING_TELLS_OF -> {
                // Even if messaging should answer what it must not.
                var unheard = Conversation.of(support, CONTACT + four());
                RestAssured.given().baseUri(messaging)
                        .body(new JsonObject().put("status", 200).put("id", unheard.id().toString())
                                .put("did", support.value()).put("external", "+13053302277").put("lastSeq", 3)
                                .encode())
                        .put("/control/threads/" + unheard.id()).then().statusCode(200);
                before.say("{\"type\":\"open\",\"threadId\":\"" + unheard.id() + "\",\"afterSeq\":0}");
                Soon.await().until(() -> before.frames().stream()
                        .anyMatch(frame -> frame.path("threadId").asText().equals(unheard.id().toString())));
                happens(conversation, secret, marta);
                yield before.settle();
            }
            case RESUME, RESUME_WITH_A_MANAGERS_CURSOR -> {
                before.close();
                happens(conversation, secret, marta);
                var again = as(who.user).hello(cursor).settle();
                happens(conversation, secret, marta);
                yield again.settle();
            }
            case TYPE -> {
                marta.open(conversation, 1);
                before.say(open).say("{\"type\":\"typing\",\"threadId\":\"" + conversation.id() + "\",\"on\":true}")
                        .settle();
                if (who.sees && !who.user.equals("marta")) {
                    assertThat(marta.await("typing").path("user").asText()).isEqualTo(who.user);
                }
                assertThat(marta.settle().of("typing")).hasSize(who.sees && !who.user.equals("marta") ? 1 : 0);
                yield before;
            }
            case LOOK_WHO_TYPES -> {
                var root = as("root").hello().open(conversation, 1);
                root.say("{\"type\":\"typing\",\"threadId\":\"" + conversation.id() + "\",\"on\":true}");
                before.say(open).settle();
                happens(conversation, secret, marta);
                yield before.settle();
            }
            case READ_ELSEWHERE -> {
                happens(conversation, secret, marta);
                stream.happens(conversation.isReadBy(who.user));
                happens(conversation, secret, marta);
                yield before.settle();
            }
        };
    }

    @Test
    void anExpiredTokenComesInNowhere() {
        assertThat(Browser.refused(ws(), Map.of("Authorization", "Bearer " + Tokens.of("ana", -20))).status())
                .isEqualTo(401);
    }

    @Test
    void aSessionThatTheProviderEndsEndsItsSocketsAndItsCookieWithinASecond() {
        belongsTo("support");
        Tokens.nextToSignIn("ana", 300);
        var browser = new SignedIn(home).at("/login");
        var other = new SignedIn(home).at("/login");
        var own = home.toString().replaceFirst("/$", "");
        var socket = connect(Map.of("Cookie", browser.header(), "Origin", own)).hello();
        var others = connect(Map.of("Cookie", other.header(), "Origin", own)).hello();
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);

        RestAssured.given().formParam("logout_token", Tokens.logoutToken(browser.sid()))
                .post("/logout/back-channel").then().statusCode(200);

        Soon.await().atMost(Duration.ofSeconds(1)).until(() -> socket.closeCode() == 4401);
        assertThat(browser.with("X-Requested-With", "page").get("/api/me").statusCode()).isNotEqualTo(200);
        assertThat(Browser.refused(ws(), Map.of("Cookie", browser.header(), "Origin", own)).status()).isEqualTo(401);
        others.settle();
        assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyButTheProviderEndsASession() {
        var browser = new SignedIn(home).at("/login");
        var socket = connect(
                Map.of("Cookie", browser.header(), "Origin", home.toString().replaceFirst("/$", ""))).hello();

        for (var forged : List.of("nonsense", Tokens.of("ana"),
                Tokens.logoutToken(browser.sid()).replaceAll("\\.[^.]*$", ".AAAA"))) {
            RestAssured.given().formParam("logout_token", forged).post("/logout/back-channel").then().statusCode(400);
        }

        assertThat(socket.settle().closeCode()).isZero();
    }

    /** With the manager as the witness that the gateway has heard of it. */
    private void happens(Conversation conversation, String secret, Browser witness) {
        var before = witness.of("thread").size();
        stream.happens(conversation.receives(secret));
        Soon.await().until(() -> witness.of("thread").size() > before);
    }

    private void belongsTo(String team) {
        stream.belongsTo(support, "Support " + team, team);
        Soon.await().untilAsserted(() -> assertThat(RestAssured.given().auth().oauth2(Tokens.of("marta"))
                .get("/api/me").<List<String>>path("numbers.name")).contains("Support " + team));
    }
}
