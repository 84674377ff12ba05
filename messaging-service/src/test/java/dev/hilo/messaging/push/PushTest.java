package dev.hilo.messaging.push;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.fixture.PushServiceForTests;
import dev.hilo.messaging.fixture.PushServiceForTests.Posted;
import dev.hilo.messaging.fixture.PushServiceForTests.PushService;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.event.EventCodec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hilo.messaging.fixture.TokensForTests.leo;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@WholeService
class PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than a notice takes that is told after all. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    PushService service;

    /** Of the support team, and of this test alone. */
    private final String user = "agent-" + UUID.randomUUID();
    private final String token = TokensForTests.of(user, "agent", "support");
    private final PhoneNumber did = World.aNumberOf("support");
    private final PhoneNumber contact = World.aContact();

    @Test
    void tellsTheBrowserOfWhoMaySeeItAndNobodyElseCanReadIt() throws Exception {
        var browser = subscribed(token, "es");
        var others = subscribed(leo(), "en");

        World.arrives(World.text(did, contact, "¿Está listo mi pedido?\n\nGracias 😀"));

        var posted = theOnlyOneFor(browser);
        var notice = read(browser, posted);
        assertThat(notice.path("v").asInt()).isEqualTo(1);
        assertThat(notice.path("kind").asText()).isEqualTo("text");
        assertThat(notice.path("language").asText()).isEqualTo("es");
        assertThat(notice.path("external").asText()).isEqualTo(contact.value());
        assertThat(notice.path("did").asText()).isEqualTo(did.value());
        assertThat(notice.path("number").asText()).isEqualTo("A number");
        assertThat(notice.path("body").asText()).isEqualTo("¿Está listo mi pedido? Gracias 😀");
        assertThat(notice.path("seq").asLong()).isEqualTo(1);
        assertThat(notice.path("thread").asText()).isEqualTo(thread());
        assertThat(posted.body().toString(ISO_8859_1)).doesNotContain("pedido", contact.value());
        assertThatThrownBy(() -> others.decrypt(posted.body().getBytes())).isInstanceOf(GeneralSecurityException.class);
        assertThat(posted.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(posted.headers().getFirst("Urgency")).isEqualTo("high");
        assertThat(posted.headers().getFirst("TTL")).isEqualTo("14400");
        assertThat(posted.headers().getFirst("Topic")).hasSizeLessThanOrEqualTo(32).doesNotContain(thread());
        isSignedByUs(posted.headers().getFirst("Authorization"));
        staysSilent(others);
    }

    @Test
    void saysOfManyTextsAtOnceTheLastOnly() throws Exception {
        var browser = subscribed(token, "en");
        World.sendTogether(Topics.MESSAGE_INBOUND, did.value() + "|" + contact.value(), IntStream.rangeClosed(1, 20)
                .mapToObj(n -> EventCodec.write(World.text(did, contact, "text " + n))).toList());

        eventually(() -> assertThat(service.postedTo(browser.endpoint())).isNotEmpty());
        eventually(() -> assertThat(read(browser, service.postedTo(browser.endpoint()).getLast()).path("body").asText())
                .isEqualTo("text 20"));
        assertThat(service.postedTo(browser.endpoint())).hasSizeLessThan(10);
    }

    @Test
    void isSilentOfWhatWasReadMeanwhile() {
        var browser = subscribed(token, "en");
        World.arrives(World.text(did, contact, "read at once"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        as(token).body(Map.of("seq", 1)).post("/api/threads/" + thread() + "/read").then().statusCode(204);

        staysSilent(browser);
    }

    @Test
    void showsNothingOfTheTextWhenItsReaderDoesNotWantThat() throws Exception {
        var browser = subscribed(token, "en");
        as(token).body(Map.of("default", "all", "preview", false, "sound", false)).put("/api/push/rules").then()
                .statusCode(200).body("preview", equalTo(false));

        World.arrives(World.text(did, contact, "the code is 4711"));

        var notice = read(browser, theOnlyOneFor(browser));
        assertThat(notice.has("body")).isFalse();
        assertThat(notice.path("sound").asBoolean()).isFalse();
        assertThat(notice.toString()).doesNotContain("4711");
    }

    @Test
    void keepsItsReadersQuietHours() {
        var browser = subscribed(token, "en");
        var always = new HashMap<String, Object>(Map.of("from", "00:00", "to", "00:00", "zone", "America/New_York",
                "days", List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")));
        as(token).body(Map.of("default", "all", "doNotDisturb", always)).put("/api/push/rules").then()
                .statusCode(200).body("doNotDisturb.from", equalTo("00:00"));
        as(token).get("/api/push").then().body("rules.doNotDisturb.zone", equalTo("America/New_York"),
                "publicKey", equalTo(PushServiceForTests.PUBLIC_KEY), "browsers", hasSize(1));

        World.arrives(World.text(did, contact, "at night"));

        eventually(() -> as(token).get("/q/metrics").then()
                .body(containsString("hilo_push_needless_total{because=\"quiet\"")));
        staysSilent(browser);
        // Nor is it told in the morning.
        as(token).body(Map.of("default", "all")).put("/api/push/rules").then().statusCode(200);
        staysSilent(browser);
        always.put("zone", "Mars/Olympus");
        as(token).body(Map.of("doNotDisturb", always)).put("/api/push/rules").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/doNotDisturb"));
        as(token).body(Map.of("numbers", Map.of("12", "all"))).put("/api/push/rules").then().statusCode(422);
        as(token).body(Map.of("default", "loud")).put("/api/push/rules").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/default"));
    }

    @Test
    void tellsWhoIsNamedInANoteWhoWroteIt() throws Exception {
        var browser = subscribed(token, "en");
        as(token).body(Map.of("default", "mentions")).put("/api/push/rules").then().statusCode(200);
        World.arrives(World.text(did, contact, "a text that nobody wants to hear of"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1", did.value())).hasSize(1));
        var author = "boss-" + user;
        as(TokensForTests.of(author, "manager")).body(Map.of("body", "@" + user + " please look"))
                .post("/api/threads/" + thread()
                        + "/notes")
                .then().statusCode(201);
        eventually(() -> assertThat(Rows.of("select 1 from person where user_name = $1", author)).hasSize(1));
        var _ = Rows.of("update person set name = 'Marta Ríos' where user_name = $1", author);

        World.send(Topics.CONVERSATION_EVENTS, did.value() + "|" + contact.value(), noteThatNames(user));

        var notice = read(browser, theOnlyOneFor(browser));
        assertThat(notice.path("kind").asText()).isEqualTo("mention");
        assertThat(notice.path("author").asText()).isEqualTo("Marta Ríos");
        assertThat(notice.path("body").asText()).contains("please look");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "410"})
    void forgetsABrowserThatIsGone(String status) {
        var browser = subscribed(token, "en");
        service.answer(browser.endpoint(), status);

        World.arrives(World.text(did, contact, "anybody there?"));

        eventually(() -> assertThat(service.postedTo(browser.endpoint())).hasSize(1));
        eventually(() -> as(token).get("/api/push").then().body("browsers", hasSize(0)));
        assertThat(Rows.count("select count(*) from push_due d where thread_id = $1::uuid", UUID.fromString(thread())))
                .isZero();
    }

    @Test
    void comesAgainWhenAServiceCannotTakeItNowAndGivesUpInTheEnd() throws Exception {
        var browser = subscribed(token, "en");
        var hopeless = subscribed(token, "en");
        service.answer(browser.endpoint(), "429/0", "500");
        service.answer(hopeless.endpoint(), "503", "503", "503", "503", "503", "503");

        World.arrives(World.text(did, contact, "third time lucky"));

        eventually(() -> assertThat(service.postedTo(browser.endpoint())).hasSize(3));
        assertThat(read(browser, service.postedTo(browser.endpoint()).getLast()).path("body").asText())
                .isEqualTo("third time lucky");
        eventually(() -> assertThat(service.postedTo(hopeless.endpoint())).hasSize(3));
        eventually(() -> assertThat(Rows.count("select count(*) from push_due where thread_id = $1::uuid",
                UUID.fromString(thread()))).isZero());
        as(token).get("/api/push").then().body("browsers", hasSize(2));
    }

    @Test
    void dropsWhatAServiceRefusesAndKeepsTheBrowser() {
        var browser = subscribed(token, "en");
        service.answer(browser.endpoint(), "413");
        World.arrives(World.text(did, contact, "too much"));
        eventually(() -> assertThat(service.postedTo(browser.endpoint())).hasSize(1));
        eventually(() -> assertThat(Rows.count("select count(*) from push_due where thread_id = $1::uuid",
                UUID.fromString(thread()))).isZero());
        as(token).get("/api/push").then().body("browsers", hasSize(1));
        assertThat(service.postedTo(browser.endpoint())).hasSize(1);
    }

    @Test
    void aServiceThatIsSilentHoldsNothingUp() {
        var silent = subscribed(token, "en");
        service.answer(silent.endpoint(), "silence", "silence", "silence");

        World.arrives(World.text(did, contact, "one"));
        eventually(() -> assertThat(service.postedTo(silent.endpoint())).isNotEmpty());
        var began = Instant.now();
        as(token).header("Idempotency-Key", UUID.randomUUID()).body(Map.of("from", did.value(), "to", contact.value(),
                "body", "an answer")).post("/api/messages/send").then().statusCode(202);
        World.arrives(World.text(did, contact, "two"));
        eventually(() -> assertThat(Rows.count("select inbound_count from thread where id = $1::uuid",
                UUID.fromString(thread()))).isEqualTo(2));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(8));
        eventually(() -> assertThat(service.postedTo(silent.endpoint())).hasSizeGreaterThan(1));
    }

    @Test
    void bringsATrialToTheBrowserThatAskedForIt() throws Exception {
        var browser = new FakeBrowser(service.newAddress());
        String id = as(token).body(browser.subscription("es")).post("/api/push/subscriptions").then().statusCode(201)
                .extract().path("id");

        as(token).post("/api/push/subscriptions/" + id + "/trial").then().statusCode(202);

        assertThat(read(browser, theOnlyOneFor(browser)).path("kind").asText()).isEqualTo("trial");
        as(leo()).post("/api/push/subscriptions/" + id + "/trial").then().statusCode(404);
        as(leo()).delete("/api/push/subscriptions/" + id).then().statusCode(204);
        as(token).get("/api/push").then().body("browsers.id", equalTo(List.of(id)));
        as(token).delete("/api/push/subscriptions/" + id).then().statusCode(204);
        as(token).get("/api/push").then().body("browsers", hasSize(0));
    }

    @Test
    void aBrowserThatSomebodyElseUsesNowIsTheirs() {
        var browser = subscribed(token, "en");
        var next = TokensForTests.of("agent-" + UUID.randomUUID(), "agent", "nobody");
        as(next).body(browser.subscription("en")).post("/api/push/subscriptions").then().statusCode(201);

        World.arrives(World.text(did, contact, "for the one before"));

        staysSilent(browser);
        as(token).get("/api/push").then().body("browsers", hasSize(0));
    }

    @Test
    void anAgentWhoLeftTheTeamHearsNothingOfItsNumbers() {
        var browser = subscribed(token, "en");
        World.arrives(World.text(did, contact, "before"));
        eventually(() -> assertThat(service.postedTo(browser.endpoint())).hasSize(1));

        World.publish(did, "C0DEMO1", "sales");
        World.arrives(World.text(did, contact, "after"));

        Awaitility.await().during(SILENCE).atMost(SILENCE.plusSeconds(5))
                .untilAsserted(() -> assertThat(service.postedTo(browser.endpoint())).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.169.254/latest/meta-data", "https://127.0.0.1/push",
            "http://localhost:8081/x",
            "https://kubernetes.default.svc/", "https://fcm.googleapis.com.evil.com/x",
            "https://evil.com/fcm.googleapis.com",
            "https://user:pw@fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x", "http://fcm.googleapis.com/x",
            "https://[::1]/x", "https://2130706433/x", "file:///etc/passwd", "https://fcm.googleapis.com@evil.com/x",
            "gopher://fcm.googleapis.com/x", "not an address", "https://push.services.mozilla.com/x"})
    void goesToPushServicesOnly(String address) {
        as(token).body(new FakeBrowser(address).subscription("en")).post("/api/push/subscriptions").then()
                .statusCode(422).body("errors[0].pointer", equalTo("/endpoint"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://fcm.googleapis.com/fcm/send/abc:def", "https://web.push.apple.com/QGx",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://wns2-am3p.notify.windows.com/w/?token=BQ"})
    void knowsTheServicesOfTheBrowsers(String address) {
        String id = as(token).body(new FakeBrowser(address + UUID.randomUUID()).subscription("en"))
                .post("/api/push/subscriptions").then().statusCode(201).extract().path("id");
        as(token).delete("/api/push/subscriptions/" + id).then().statusCode(204);
    }

    @Test
    void refusesKeysThatAreNone() {
        var subscription = new HashMap<>(new FakeBrowser(service.newAddress()).subscription("en"));
        subscription.put("keys", Map.of("p256dh", Base64.getUrlEncoder().encodeToString(new byte[65]), "auth", "AAAA"));
        as(token).body(subscription).post("/api/push/subscriptions").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/keys"));
    }

    private FakeBrowser subscribed(String token, String language) {
        var browser = new FakeBrowser(service.newAddress());
        as(token).body(browser.subscription(language)).post("/api/push/subscriptions").then().statusCode(201);
        return browser;
    }

    private Posted theOnlyOneFor(FakeBrowser browser) {
        eventually(() -> assertThat(service.postedTo(browser.endpoint())).hasSize(1));
        return service.postedTo(browser.endpoint()).getFirst();
    }

    private void staysSilent(FakeBrowser browser) {
        Awaitility.await().during(SILENCE).atMost(SILENCE.plusSeconds(5))
                .untilAsserted(() -> assertThat(service.postedTo(browser.endpoint())).isEmpty());
    }

    private static JsonNode read(FakeBrowser browser, Posted posted)
            throws GeneralSecurityException, JsonProcessingException {
        return JSON.readTree(browser.decrypt(posted.body().getBytes()));
    }

    /** As RFC 8292 has it: a token for this service, signed with the key that the browser was subscribed with. */
    private void isSignedByUs(String authorization) throws Exception {
        assertThat(authorization).startsWith("vapid t=").endsWith(", k=" + PushServiceForTests.PUBLIC_KEY);
        var jwt = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        var signed = jwt.substring(0, jwt.lastIndexOf('.'));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(FakeBrowser.pointOf(Base64.getUrlDecoder().decode(PushServiceForTests.PUBLIC_KEY)));
        signature.update(signed.getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt.substring(signed.length() + 1)))).isTrue();
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(signed.substring(signed.indexOf('.') + 1)));
        assertThat(claims.path("aud").asText()).isEqualTo(service.origin());
        assertThat(claims.path("sub").asText()).isEqualTo(PushServiceForTests.SUBJECT);
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
    }

    private String thread() {
        return Rows.of("select id from thread where did = $1 and external = $2", did.value(), contact.value())
                .getFirst().getUUID("id").toString();
    }

    private ConversationEvent noteThatNames(String colleague) {
        var row = Rows.of("select id, seq, body from message where thread_id = $1::uuid and direction = 'NOTE'",
                UUID.fromString(thread())).getFirst();
        var id = new ThreadId(UUID.fromString(thread()));
        var now = Instant.now();
        var thread = new ThreadView(id, did, contact, null, null, now, row.getLong("seq"), 1, true, List.of(), null,
                ThreadView.State.OPEN, false, null, null, null, now);
        var note = new MessageView(new MessageId(row.getUUID("id")), id, row.getLong("seq"), Direction.NOTE,
                MessageStatus.SENT, did, contact, row.getString("body"), List.of(), null, null, null, null, 1, "marta",
                List.of(), now, now, null, null, null, null, List.of(colleague));
        return new ConversationEvent.MessageQueued(UUID.randomUUID(), now, row.getLong("seq"), thread, note);
    }
}
