package dev.hilo.chat.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import dev.hilo.chat.testing.Browser;
import dev.hilo.chat.testing.Conversation;
import dev.hilo.chat.testing.RawSocket;
import dev.hilo.chat.testing.SignedIn;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class LiveSocketTest extends LiveTest {

    private PhoneNumber support;
    private PhoneNumber sales;

    @BeforeEach
    void twoNumbersOfTwoTeams() {
        support = aNumber();
        sales = aNumber();
        stream.belongsTo(support, "Support", "support");
        stream.belongsTo(sales, "Sales", "sales");
        awaitNumber("ana", support);
        awaitNumber("leo", sales);
    }

    // ---- who comes in

    @Test
    void lets401AnswerWhoeverBringsNoToken() {
        assertThat(Browser.refused(ws(), Map.of()).status()).isEqualTo(401);
        var refused = Browser.refused(ws(), Map.of("Authorization", "Bearer nonsense"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void takesABrowserOnlyFromOurOwnPage() {
        var cookie = new SignedIn(home).at("/login").header();
        var own = home.toString().replaceFirst("/$", "");

        assertThat(Browser.refused(ws(), Map.of("Cookie", cookie, "Origin", "https://evil.example")).status())
                .isEqualTo(403);
        assertThat(Browser.refused(ws(), Map.of("Cookie", cookie)).status()).isEqualTo(403);
        assertThat(Browser.refused(ws(), Map.of("Cookie", cookie, "Origin", "null")).status()).isEqualTo(403);
        var welcome = connect(Map.of("Cookie", cookie, "Origin", own)).hello().await("welcome");
        assertThat(welcome.path("user").asText()).isEqualTo("ana");
    }

    // ---- what they see

    @Test
    void tellsAChangeToEverybodyWhoMaySeeTheNumberAndToNobodyElse() {
        var ana = as("ana").hello();
        var leo = as("leo").hello();
        var marta = as("marta").hello();
        var nobody = as("nobody").hello();
        var conversation = Conversation.of(support, "+13053302277");

        stream.happens(conversation.receives("Hola!"));

        assertThat(ana.await("thread").path("thread").path("id").asText()).isEqualTo(conversation.id().toString());
        assertThat(marta.await("thread").path("thread").path("inboundCount").asInt()).isEqualTo(1);
        assertThat(leo.settle().of("thread")).isEmpty();
        assertThat(nobody.settle().of("thread")).isEmpty();
        assertThat(ana.of("message")).as("not open").isEmpty();
    }

    @Test
    void tellsMessagesAndStatusesOnlyToWhoHasTheThreadOpen() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        var ana = as("ana").hello();
        var other = as("ana").hello();
        awaitSeen(conversation);
        ana.open(conversation, 1);
        var message = UUID.randomUUID();

        stream.happens(conversation.receives("2"));
        stream.happens(conversation.delivers(message));
        stream.happens(conversation.isRelabelled());

        Soon.await().untilAsserted(() -> assertThat(threadSeqs(ana)).endsWith(4L));
        assertThat(ana.settle().seqs("message")).containsExactly(2L);
        assertThat(ana.seqs("status")).containsExactly(3L);
        var status = ana.of("status").getFirst();
        assertThat(status.path("messageId").asText()).isEqualTo(message.toString());
        assertThat(status.path("status").asText()).isEqualTo("delivered");
        assertThat(ana.of("message").getFirst().path("message").path("body").asText()).isEqualTo("2");
        assertThat(other.settle().of("message")).isEmpty();
        assertThat(ana.frames().stream().map(frame -> frame.path("type").asText())
                .filter(type -> List.of("message", "status", "thread").contains(type)).toList())
                .as("the full frame goes before the summary")
                .endsWith("message", "thread", "status", "thread", "thread");
    }

    /** Pieces may end within a character (RFC 6455, 5.4), as they do here. */
    @Test
    void aTextThatNeedsSeveralPiecesArrivesWhole() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        var ana = as("ana").hello();
        awaitSeen(conversation);
        ana.open(conversation, 1);
        var long200KiB = "x" + "ñ".repeat(100_000);

        stream.happens(conversation.receives(long200KiB));

        assertThat(ana.await("message").path("message").path("body").asText()).isEqualTo(long200KiB);
    }

    @Test
    void tellsWhatSomebodyReadToTheirOwnWindowsOnly() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        var one = as("ana").hello();
        var two = as("ana").hello();
        var marta = as("marta").hello();

        stream.happens(conversation.isReadBy("ana"));

        assertThat(one.await("read").path("readInbound").asInt()).isEqualTo(1);
        assertThat(two.await("read").path("readSeq").asInt()).isEqualTo(1);
        assertThat(marta.settle().of("read")).isEmpty();
    }

    @Test
    void everyFrameHasACursor() {
        var ana = as("ana").hello();
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        ana.await("thread");
        ana.open(conversation, 0).settle().sayNonsense("{\"type\":\"nonsense\"}").await("problem");

        assertThat(ana.frames()).allSatisfy(frame -> assertThat(frame.path("cursor").asText()).isNotEmpty());
    }

    // ---- going on after a break

    @Test
    void tellsAfterABreakWhatWasMissedAndThenWhatComesWithoutAGapOrARepeat() {
        var conversation = Conversation.of(support, "+13053302277");
        var before = as("ana").hello();
        stream.happens(conversation.receives("1"));
        before.await("thread");
        var cursor = before.cursor();
        before.close();
        for (var i = 2; i <= 30; i++) {
            stream.happens(conversation.receives(Integer.toString(i)));
        }

        var after = as("ana").hello(cursor);
        for (var i = 31; i <= 40; i++) {
            stream.happens(conversation.receives(Integer.toString(i)));
        }

        Soon.await().untilAsserted(() -> assertThat(threadSeqs(after)).endsWith(40L));
        assertThat(after.of("welcome").getFirst().path("resumed").asBoolean()).isTrue();
        assertThat(threadSeqs(after)).isEqualTo(LongStream.rangeClosed(2, 40).boxed().toList());
        assertThat(after.of("resync")).isEmpty();
    }

    @Test
    void aBreakAtAnyFrameLosesAndRepeatsNothing() {
        List<Conversation> conversations = new ArrayList<>();
        for (var contact = 0; contact < 10; contact++) {
            conversations.add(Conversation.of(support, "+1305330%04d".formatted(4000 + contact)));
        }
        var whole = as("ana").hello();
        for (var i = 0; i < 60; i++) {
            stream.happens(conversations.get(i % 10).receives("text " + i));
        }
        Soon.await().untilAsserted(() -> assertThat(threadsOf(whole, support)).hasSize(60));
        var frames = whole.frames();

        for (var cut = 0; cut < frames.size(); cut += 7) {
            var again = as("ana").hello(frames.get(cut).path("cursor").asText()).settle();
            var seen = new ArrayList<>(threadsOf(frames.subList(0, cut + 1), support));
            seen.addAll(threadsOf(again, support));
            assertThat(seen).as("cut after frame %d", cut)
                    .containsExactlyInAnyOrderElementsOf(threadsOf(whole, support));
            again.close();
        }
    }

    @Test
    void asksToReadAgainWhenTheCursorIsUnknown() {
        for (var cursor : new String[]{"nonsense", "", "AQAAAAABAA"}) {
            var ana = as("ana").hello(cursor);
            assertThat(ana.await("welcome").path("resumed").asBoolean()).isFalse();
            assertThat(ana.await("resync").has("threadId")).isFalse();
        }
    }

    @Test
    void aCursorTellsNobodyWhatIsNotTheirs() {
        var ana = as("ana").hello();
        var cursor = ana.cursor();
        stream.happens(Conversation.of(support, "+13053302277").receives("secret"));
        ana.await("thread");

        assertThat(as("leo").hello(cursor).settle().of("thread")).isEmpty();
    }

    // ---- threads

    @Test
    void openTellsWhatTheClientDoesNotHave() {
        var conversation = Conversation.of(support, "+13053302277");
        for (var i = 1; i <= 9; i++) {
            stream.happens(conversation.receives(Integer.toString(i)));
        }
        stream.happens(conversation.isRelabelled());
        awaitSeen(conversation);

        var ana = as("ana").hello().open(conversation, 4);
        stream.happens(conversation.receives("11"));

        Soon.await()
                .untilAsserted(() -> assertThat(ana.seqs("message")).containsExactly(5L, 6L, 7L, 8L, 9L, 11L));
        assertThat(threadSeqs(ana)).as("the change of labels took a number too").startsWith(10L);
        assertThat(ana.of("resync")).isEmpty();
    }

    @Test
    void openRepeatsNothingThatTheClientReadElsewhereBeforeItsFrameCame() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        awaitSeen(conversation);
        var ana = as("ana").hello().open(conversation, 3);

        for (var i = 2; i <= 5; i++) {
            stream.happens(conversation.receives(Integer.toString(i)));
        }

        Soon.await().untilAsserted(() -> assertThat(ana.seqs("message")).containsExactly(4L, 5L));
    }

    @Test
    void openOfAThreadThatIsOlderThanTheWindowAsksMessaging() {
        var conversation = Conversation.of(support, "+13053302277");
        var up = known(conversation, 7, 200);

        var current = as("ana").hello().open(up, 7).settle();
        assertThat(current.of("resync")).isEmpty();
        assertThat(current.of("problem")).isEmpty();

        var behind = as("ana").hello().open(up, 5).settle();
        assertThat(behind.of("resync").getFirst().path("threadId").asText()).isEqualTo(conversation.id().toString());
    }

    @Test
    void openIsRefusedForAThreadOfAnotherTeamWhereverItIsKnownFrom() {
        var inTheWindow = Conversation.of(sales, "+13053302277");
        stream.happens(inTheWindow.receives("1"));
        awaitSeen(inTheWindow);
        var atMessaging = Conversation.of(sales, "+13053302278");
        var _ = known(atMessaging, 1, 200);
        var hidden = Conversation.of(sales, "+13053302279");
        var _ = known(hidden, 1, 403);
        var ana = as("ana").hello();

        for (var conversation : List.of(inTheWindow, atMessaging, hidden)) {
            ana.say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":0}");
            Soon.await().untilAsserted(() -> assertThat(ana.of("problem"))
                    .anySatisfy(problem -> {
                        assertThat(problem.path("threadId").asText()).isEqualTo(conversation.id().toString());
                        assertThat(problem.path("status").asInt()).isEqualTo(404);
                    }));
            stream.happens(conversation.receives("secret"));
        }

        assertThat(as("leo").hello().settle().of("problem")).isEmpty();
        assertThat(ana.settle().of("message")).isEmpty();
        assertThat(ana.of("thread")).isEmpty();
    }

    @Test
    void openSaysSoWhenMessagingCannotAndAsksAgain() {
        var conversation = Conversation.of(support, "+13053302277");
        var _ = known(conversation, 1, 500);
        var ana = as("ana").hello();

        ana.say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":0}");

        assertThat(ana.await("problem").path("status").asInt()).isEqualTo(503);
        var _ = known(conversation, 0, 200);
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(ana.of("presence")).as("asked again, and opened").isNotEmpty());
        assertThat(ana.of("problem")).hasSize(1);
    }

    @Test
    void aThreadThatWasClosedIsQuiet() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        awaitSeen(conversation);
        var ana = as("ana").hello().open(conversation, 1);

        ana.say("{\"type\":\"close\",\"threadId\":\"" + conversation.id() + "\"}").settle();
        stream.happens(conversation.receives("2"));

        Soon.await().untilAsserted(() -> assertThat(threadSeqs(ana)).endsWith(2L));
        assertThat(ana.settle().of("message")).isEmpty();
    }

    // ---- access that changes

    @Test
    void aNumberThatMovesToAnotherTeamIsGoneFromOneViewAndInTheOtherWithinASecond() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        awaitSeen(conversation);
        var ana = as("ana").hello().open(conversation, 1);
        var leo = as("leo").hello();

        stream.belongsTo(support, "Support", "sales");

        Soon.await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(ana.of("resync")).isNotEmpty();
            assertThat(leo.of("resync")).isNotEmpty();
        });
        stream.happens(conversation.receives("2"));
        leo.await("thread");
        assertThat(ana.settle().of("message")).isEmpty();
        assertThat(threadSeqs(ana)).doesNotContain(2L);
    }

    @Test
    void aBearerTokenThatEndsEndsItsSocket() {
        var ana = Browser.withToken(ws(), Tokens.of("ana", 3));
        browsers.add(ana);
        ana.hello();

        assertThat(ana.awaitClose()).isEqualTo(4401);
    }

    @Test
    void aBrowsersSocketGoesOnWithTheTeamsOfItsNextToken() {
        Tokens.nextToSignIn("ana", 22);
        var cookie = new SignedIn(home).at("/login").header();
        var ana = connect(Map.of("Cookie", cookie, "Origin", home.toString().replaceFirst("/$", ""))).hello();
        Tokens.moveTo("ana", "sales");
        Tokens.nextToSignIn("ana", 300);

        Soon.await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ana.of("resync")).isNotEmpty());
        stream.happens(Conversation.of(support, "+13053302277").receives("not any more"));
        stream.happens(Conversation.of(sales, "+13053302277").receives("but this"));
        assertThat(ana.await("thread").path("thread").path("did").asText()).isEqualTo(sales.value());
        assertThat(ana.settle().of("thread")).hasSize(1);
    }

    @Test
    void aBrowsersSocketEndsWithItsSession() {
        Tokens.nextToSignIn("ana", 22);
        var browser = new SignedIn(home).at("/login");
        var own = home.toString().replaceFirst("/$", "");
        var ended = connect(Map.of("Cookie", browser.header(), "Origin", own)).hello();
        Tokens.endSession(browser.sid());
        assertThat(ended.awaitClose()).isEqualTo(4401);

        Tokens.nextToSignIn("ana", 300);
        var second = new SignedIn(home).at("/login");
        var signedOut = connect(Map.of("Cookie", second.header(), "Origin", own)).hello();
        second.at("/logout");
        assertThat(signedOut.awaitClose()).isEqualTo(4401);
    }

    // ---- colleagues

    @Test
    void colleaguesSeeWhoLooksAndWhoTypesInAThreadTheyHaveOpen() {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        awaitSeen(conversation);
        var ana = as("ana").hello().open(conversation, 1);
        var marta = as("marta").hello().open(conversation, 1);
        var elsewhere = as("marta").hello();

        Soon.await().untilAsserted(() -> assertThat(users(ana)).containsExactly("ana", "marta"));
        marta.say("{\"type\":\"typing\",\"threadId\":\"" + conversation.id() + "\",\"on\":true}");

        var typing = ana.await("typing");
        assertThat(typing.path("user").asText()).isEqualTo("marta");
        assertThat(typing.path("on").asBoolean()).isTrue();
        assertThat(marta.settle().of("typing")).as("not told to herself").isEmpty();
        assertThat(elsewhere.settle().of("typing")).as("not open there").isEmpty();
        marta.close();
        Soon.await().untilAsserted(() -> assertThat(users(ana)).containsExactly("ana"));
        assertThat(ana.of("typing").getLast().path("on").asBoolean()).as("who left does not type").isFalse();
    }

    @Test
    void nobodyTypesInAThreadTheyDoNotHaveOpen() {
        var conversation = Conversation.of(sales, "+13053302277");
        stream.happens(conversation.receives("1"));
        awaitSeen(conversation);
        var leo = as("leo").hello().open(conversation, 1);
        var ana = as("ana").hello();

        ana.say("{\"type\":\"typing\",\"threadId\":\"" + conversation.id() + "\",\"on\":true}");

        assertThat(ana.await("problem").path("status").asInt()).isEqualTo(409);
        assertThat(leo.settle().of("typing")).isEmpty();
    }

    // ---- limits

    @Test
    void refusesAFrameThatCannotBeReadAndGoesOn() {
        var ana = as("ana").hello();

        ana.sayNonsense("{\"type\":\"open\",\"threadId\":\"nonsense\"}");

        var problem = ana.await("problem");
        assertThat(problem.path("problem").asText()).isEqualTo("https://hilo.dev/problems/unreadable-frame");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        ana.settle();
    }

    @Test
    void wantsAHelloFirstAndOnlyOnce() {
        var ana = as("ana");
        ana.say("{\"type\":\"open\",\"threadId\":\"" + UUID.randomUUID() + "\",\"afterSeq\":0}");
        assertThat(ana.await("problem").path("status").asInt()).isEqualTo(409);

        ana.hello().say("{\"type\":\"hello\"}");
        Soon.await().until(() -> ana.of("problem").size() == 2);
    }

    @Test
    void endsASocketThatSendsTooMuch() {
        var large = as("ana").hello();
        large.say("{\"type\":\"hello\",\"cursor\":\"" + "x".repeat(20_000) + "\"}");
        assertThat(large.awaitClose()).isEqualTo(1008);

        var flood = as("ana").hello();
        try {
            for (var i = 0; i < 2000; i++) {
                flood.say("{\"type\":\"ping\"}");
            }
        } catch (RuntimeException closed) {
            // The server was faster than we are.
        }
        assertThat(flood.awaitClose()).isIn(1008, 1006);
        assertThat(flood.of("pong").size()).isLessThan(200);
    }

    @Test
    void aClientThatDoesNotReadIsLetGoAndHoldsUpNobody() throws IOException {
        var conversation = Conversation.of(support, "+13053302277");
        stream.happens(conversation.receives("1"));
        awaitSeen(conversation);
        var closedBefore = closed(1013);
        var fast = as("ana").hello().open(conversation, 1);
        try (var deaf = RawSocket.as(http, "ana")) {
            deaf.say("{\"type\":\"hello\"}");
            deaf.say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":1}");

            for (var written = 1; written <= 300; written++) {
                stream.happens(conversation.receives("x".repeat(60_000)));
                if (written % 10 == 0) {
                    hasRead(fast, written);
                }
            }

            // At least: a socket that another test left without a word may stay until its ping goes unanswered. That it is
            // not the fast one is seen in what that one gets.
            Soon.await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(closed(1013)).isGreaterThanOrEqualTo(closedBefore + 1));
            assertThat(fast.of("message")).hasSize(300);
            assertThat(RestAssured.get("/q/metrics").asString()).contains("hilo_live_waiting_bytes 0.0");
        }
    }

    // ---- how

    /** Only so much is under way to it at once: on a busy machine it is not fast otherwise. */
    private static void hasRead(Browser fast, int messages) {
        Soon.await().atMost(Duration.ofSeconds(20))
                .until(() -> fast.of("message").size() == messages);
    }

    /** Until the gateway has heard of the thread's newest event. */
    private void awaitSeen(Conversation conversation) {
        var probe = as("root");
        probe.hello();
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var again = as("root").hello().open(conversation, conversation.lastSeq() - 1).settle();
            var reached = again.frames().stream().anyMatch(frame -> frame.path("seq").asLong() == conversation.lastSeq()
                    || frame.path("thread").path("lastSeq").asLong() == conversation.lastSeq());
            again.close();
            assertThat(reached).isTrue();
        });
        probe.close();
    }

    private static List<Long> threadSeqs(Browser browser) {
        return browser.of("thread").stream().map(frame -> frame.path("thread").path("lastSeq").asLong()).toList();
    }

    private static List<String> threadsOf(Browser browser, PhoneNumber did) {
        return threadsOf(browser.frames(), did);
    }

    private static List<String> threadsOf(List<com.fasterxml.jackson.databind.JsonNode> frames, PhoneNumber did) {
        return frames.stream().filter(frame -> frame.path("thread").path("did").asText().equals(did.value()))
                .map(frame -> frame.path("thread").path("id").asText() + "#" + frame.path("thread").path("lastSeq"))
                .toList();
    }

    private static List<String> users(Browser browser) {
        List<String> users = new ArrayList<>();
        browser.of("presence").getLast().path("users").forEach(user -> users.add(user.asText()));
        return users;
    }

    /** Makes messaging-service know a thread that no event was told of. */
    private Conversation known(Conversation conversation, long lastSeq, int status) {
        RestAssured.given().baseUri(messaging)
                .body(new JsonObject().put("status", status).put("id", conversation.id().toString())
                        .put("did", conversation.did().value()).put("external", "+13053302277")
                        .put("lastSeq", lastSeq).put("unread", 0).encode())
                .put("/control/threads/" + conversation.id()).then().statusCode(200);
        return conversation;
    }
}
