package dev.hilo.messaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import dev.hilo.platform.idempotency.Idempotency;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The same request again has one effect and one answer, whatever it asks for. */
@WholeService
class IdempotencyTest {

    @Inject
    Pool database;
    @Inject
    Idempotency idempotency;

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.allIsWell();
    }

    @Test
    void aRetryAskedTwiceIsOneAttempt() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "403", Map.of("times", 2));
        var one = failed(did, contact, "one");
        var other = failed(did, contact, "other");
        var key = UUID.randomUUID().toString();

        var first = post("/api/messages/" + one + "/retry", key, null);
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + one).then().body("status", equalTo("sent")));
        var second = post("/api/messages/" + one + "/retry", key, null);

        isTheSame(first, second, 202);
        assertThat(Rows.count("select count(*) from attempt where message_id = $1", UUID.fromString(one))).isEqualTo(2);
        isAnother(post("/api/messages/" + other + "/retry", key, null));
    }

    @Test
    void aNoteWrittenTwiceIsOneNote() {
        var did = aNumberOf("support");
        var contact = aContact();
        var notes = "/api/threads/" + thread(did, contact) + "/notes";
        var elsewhere = "/api/threads/" + thread(did, aContact()) + "/notes";
        var key = UUID.randomUUID().toString();

        var first = post(notes, key, Map.of("body", "Ask the kitchen"));
        var second = post(notes, key, Map.of("body", "Ask the kitchen"));

        isTheSame(first, second, 201);
        assertThat(Rows.count("select count(*) from message where did = $1 and direction = 'NOTE'", did.value()))
                .isEqualTo(1);
        isAnother(post(notes, key, Map.of("body", "Ask the waiter")));
        isAnother(post(elsewhere, key, Map.of("body", "Ask the kitchen")));
    }

    @Test
    void readingTakesAKeyToo() {
        var thread = thread(aNumberOf("support"), aContact());
        var key = UUID.randomUUID().toString();

        var first = post("/api/threads/" + thread + "/read", key, Map.of("seq", 1));
        var second = post("/api/threads/" + thread + "/read", key, Map.of("seq", 1));

        isTheSame(first, second, 204);
        isAnother(post("/api/threads/" + thread + "/read", key, Map.of("seq", 0)));
    }

    @Test
    void anUploadSentTwiceIsKeptOnce() throws IOException {
        var key = UUID.randomUUID().toString();

        var first = upload(key, picture(10));
        var second = upload(key, picture(10));

        isTheSame(first, second, 201);
        assertThat(Rows.count("select count(*) from media where name = $1", key + ".png")).isEqualTo(1);
        isAnother(upload(key, picture(11)));
    }

    @Test
    void whoAsksWhileTheFirstIsUnderWayIsToldSoAtOnce() {
        var did = aNumberOf("support");
        var contact = aContact();
        var thread = thread(did, contact);
        var key = UUID.randomUUID().toString();
        var body = Map.of("body", "slow");
        var other = database.getConnection().await().atMost(Duration.ofSeconds(5));
        var transaction = other.begin().await().atMost(Duration.ofSeconds(5));
        other.preparedQuery("select 1 from thread where id = $1 for update").execute(Tuple.of(UUID.fromString(thread)))
                .await().atMost(Duration.ofSeconds(5));
        var first = CompletableFuture.supplyAsync(() -> post("/api/threads/" + thread + "/notes", key, body));
        eventually(() -> assertThat(Rows.count("""
                select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from thread t%'
                """)).isEqualTo(1));

        var began = System.nanoTime();
        post("/api/threads/" + thread + "/notes", key, body).then().statusCode(409).header("Retry-After", "1")
                .body("type", containsString("request-in-flight"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

        transaction.commit().await().atMost(Duration.ofSeconds(5));
        other.closeAndAwait();
        isTheSame(first.join(), post("/api/threads/" + thread + "/notes", key, body), 201);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        var did = aNumberOf("support");
        var contact = aContact();
        var thread = thread(did, contact);
        var key = UUID.randomUUID().toString();
        var stale = Map.of("from", did.value(), "to", contact.value(), "body", "answer", "lastSeqSeen", 0);

        post("/api/messages/send", key, stale).then().statusCode(409).body("type", containsString("stale-compose"));

        assertThat(Rows.count("select count(*) from idempotency where key = $1", key)).isZero();
        var forced = Map.of("from", did.value(), "to", contact.value(), "body", "answer", "lastSeqSeen", 0, "force",
                true);
        post("/api/messages/send", key, forced).then().statusCode(202).body("id", equalTo(key))
                .body("threadId", equalTo(thread));
    }

    @Test
    void aRuleOfTodayDoesNotUndoTheAnswerOfYesterday() {
        var did = aNumberOf("support");
        var send = Map.of("from", did.value(), "to", aContact().value(), "body", "hello");
        var key = UUID.randomUUID().toString();
        var first = post("/api/messages/send", key, send);

        World.publish(did, null, "support");
        eventually(() -> post("/api/messages/send", UUID.randomUUID().toString(), send).then().statusCode(422));

        isTheSame(first, post("/api/messages/send", key, send), 202);
    }

    @Test
    void keysAreOfAReasonableLengthAndForgottenInTheEnd() {
        var notes = "/api/threads/" + thread(aNumberOf("support"), aContact()) + "/notes";
        post(notes, "k".repeat(201), Map.of("body", "x")).then().statusCode(422)
                .body("errors[0].pointer", equalTo("Idempotency-Key"));
        var key = "k".repeat(200);
        post(notes, key, Map.of("body", "x")).then().statusCode(201);

        idempotency.forget(Instant.now().minus(Duration.ofDays(7))).await().atMost(Duration.ofSeconds(5));
        assertThat(Rows.count("select count(*) from idempotency where key = $1", key)).isEqualTo(1);
        Rows.of("update idempotency set created_at = now() - interval '8 days' where key = $1", key);
        idempotency.forget(Instant.now().minus(Duration.ofDays(7))).await().atMost(Duration.ofSeconds(5));
        assertThat(Rows.count("select count(*) from idempotency where key = $1", key)).isZero();
    }

    private static void isTheSame(Response first, Response second, int status) {
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(status);
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(status);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.contentType()).isEqualTo(first.contentType());
    }

    private static void isAnother(Response answer) {
        answer.then().statusCode(422).body("type", containsString("idempotency-mismatch"));
    }

    private static Response post(String path, String key, @Nullable Object body) {
        var request = as(TokensForTests.ana()).header("Idempotency-Key", key);
        return (body == null ? request : request.body(body)).post(path);
    }

    private static Response upload(String key, byte[] content) {
        return RestAssured.given().auth().oauth2(TokensForTests.ana()).header("Idempotency-Key", key)
                .multiPart("file", key + ".png", content, "image/png").post("/api/media");
    }

    private static String thread(PhoneNumber did, PhoneNumber contact) {
        arrives(text(did, contact, "hello"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where did = $1 and external = $2", did.value(),
                contact.value())).hasSize(1));
        return Rows.of("select id from thread where did = $1 and external = $2", did.value(), contact.value())
                .getFirst().getUUID(0).toString();
    }

    private static String failed(PhoneNumber did, PhoneNumber contact, String body) {
        var id = as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", body))
                .post("/api/messages/send").then().statusCode(202).extract().<String>path("id");
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + id).then().body("status", equalTo("failed")));
        return id;
    }

    private static byte[] picture(int size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
