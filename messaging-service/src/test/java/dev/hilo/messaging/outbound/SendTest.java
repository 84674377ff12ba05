package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventsOf;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.receipt;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class SendTest {

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.allIsWell();
    }

    @Test
    void aTextGoesFromTheRequestToTheHandset() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = send(did, contact, "Prueba BulkVS").statusCode(202).body("status", equalTo("queued"))
                .body("seq", equalTo(1)).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("sent")));
        assertThat(CarrierForTests.sentTo(contact)).hasSize(1);
        var refId = Rows.of("select provider_msg_id from message where id = $1", UUID.fromString(id)).getFirst()
                .getString(0);

        arrives(receipt(did, contact, refId, "DELIVRD", "Prueba...", true));

        eventually(() -> status(id).body("status", equalTo("delivered")).body("attempts", hasSize(1))
                .body("attempts[0].outcome", equalTo("accepted")).body("receipts[0].effect", equalTo("applied")));
        eventually(() -> assertThat(eventsOf(did, contact)).extracting(event -> event.getClass().getSimpleName())
                .containsExactly("MessageQueued", "StatusChanged", "StatusChanged", "StatusChanged"));
        assertThat(seqs(did, contact)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void saysWhatIsWrongWithEachField() {
        as(TokensForTests.ana()).body(Map.of("from", "nonsense", "to", "+15", "body", " ")).post("/api/messages/send")
                .then().statusCode(422).contentType(containsString("application/problem+json"))
                .body("errors.pointer", hasItem("/from")).body("errors.pointer", hasItem("/to"))
                .body("errors.pointer", hasItem("/body"));
        as(TokensForTests.ana()).body("{\"from\":\"+17865551234\",\"colour\":\"red\"}").post("/api/messages/send")
                .then().statusCode(422).body("errors[0].pointer", equalTo("/colour"));
        as(TokensForTests.ana()).body("{\"from\":\"+17865551234\",\"lane\":\"fast\"}").post("/api/messages/send")
                .then().statusCode(422).body("errors[0].pointer", equalTo("/lane"))
                .body("errors[0].detail", equalTo("not one of the words live, bulk"));
        as(TokensForTests.ana()).body("{\"sendAt\":\"tomorrow\"}").post("/api/messages/send")
                .then().statusCode(422).body("errors[0].pointer", equalTo("/sendAt"));
    }

    @Test
    void theAnswerSaysWhatATextWaitsFor() {
        var did = aNumberOf("support");
        var contact = aContact();
        send(did, contact, "at once").statusCode(202).body("waiting.reason", equalTo("turn"));
        var moment = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS).toString();
        var id = as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", "later",
                "sendAt", moment, "lane", "bulk")).post("/api/messages/send").then().statusCode(202)
                .body("waiting.reason", equalTo("scheduled")).body("waiting.expectedAt", equalTo(moment))
                .extract().<String>path("id");
        status(id).body("waiting.reason", equalTo("scheduled")).body("sendAt", equalTo(moment));
        assertThat(Rows.of("select lane, passage, reply_until from send_queue where message_id = $1",
                UUID.fromString(id))).singleElement().satisfies(row -> {
                    assertThat(row.getInteger("lane")).isEqualTo(1);
                    assertThat(row.getString("passage")).isEqualTo("ORDINARY");
                    assertThat(row.getOffsetDateTime("reply_until")).isNull();
                });
    }

    @Test
    void atTheQueueAnAnswerIsToldFromATextOutOfTheBlue() {
        var did = aNumberOf("support");
        var contact = aContact();
        var wrote = arrives(text(did, contact, "Are you there?")).occurredAt();
        eventually(() -> assertThat(Rows.of("select 1 from message where did = $1", did.value())).hasSize(1));

        var id = scheduled(did, contact, "Yes");

        assertThat(Rows.of("select reply_until from send_queue where message_id = $1", id).getFirst()
                .getOffsetDateTime(0).toInstant()).isCloseTo(wrote.plusSeconds(3600), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void aTextThatWasNotTakenSaysWhenItIsTriedAgain() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "429", Map.of("times", 1, "retryAfter", 2));
        var id = send(did, contact, "Busy?").statusCode(202).extract().<String>path("id");

        eventually(() -> status(id).body("status", equalTo("queued")).body("waiting.reason", equalTo("back-off"))
                .body("waiting.expectedAt", notNullValue())
                .body("attempts[0].outcome", equalTo("not accepted: RATE_LIMITED"))
                .body("attempts[0].request", equalTo("messageSend, 5 characters, 0 media"))
                .body("attempts[0].httpStatus", equalTo(429)).body("attempts[0].millis", notNullValue()));

        eventually(() -> status(id).body("status", equalTo("sent")).body("waiting", nullValue()));
        eventually(
                () -> assertThat(eventsOf(did, contact)).filteredOn(ConversationEvent.StatusChanged.class::isInstance)
                        .map(event -> ((ConversationEvent.StatusChanged) event).message())
                        .filteredOn(message -> message.status() == MessageStatus.QUEUED).singleElement()
                        .satisfies(message -> assertThat(message.waiting()).isNotNull()
                                .extracting(MessageView.Waiting::reason).isEqualTo(MessageView.Reason.BACK_OFF)));
    }

    @Test
    void aTextThatHasNotLeftCanBeCalledOffAndItsStorySaysByWhom() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = scheduled(did, contact, "not yet");
        as(TokensForTests.leo()).post("/api/messages/" + id + "/cancel").then().statusCode(404);

        as(TokensForTests.ana()).post("/api/messages/" + id + "/cancel").then().statusCode(202)
                .body("status", equalTo("failed")).body("waiting", nullValue());

        status(id.toString()).body("errorCode", equalTo("cancelled")).body("decisions", hasSize(1))
                .body("decisions[0].kind", equalTo("cancelled")).body("decisions[0].by", equalTo("ana"))
                .body("decisions[0].was", equalTo("queued"));
        assertThat(Rows.of("select 1 from send_queue where message_id = $1", id)).isEmpty();
        as(TokensForTests.ana()).post("/api/messages/" + id + "/cancel").then().statusCode(409)
                .body("type", containsString("not-cancellable")).body("messageStatus", equalTo("failed"));
        // It can still be sent after all, without a body in the request.
        RestAssured.given().auth().oauth2(TokensForTests.marta()).post("/api/messages/" + id + "/retry").then()
                .statusCode(202).body("waiting.reason", equalTo("turn"));
        eventually(() -> status(id.toString()).body("status", equalTo("sent")).body("decisions", hasSize(2))
                .body("decisions[1].kind", equalTo("sent-again")).body("decisions[1].by", equalTo("marta"))
                .body("decisions[1].wasCode", equalTo("cancelled")).body("sendAt", nullValue()));
    }

    @Test
    void whatIsUnderWayCannotBeCalledOff() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "slow", Map.of("delayMs", 1500));
        var id = send(did, contact, "on its way").statusCode(202).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("sending")));
        as(TokensForTests.ana()).post("/api/messages/" + id + "/cancel").then().statusCode(409)
                .body("type", containsString("not-cancellable"));
        eventually(() -> status(id).body("status", equalTo("sent")));
    }

    @Test
    void ofACancelAndAWorkerOneIsFirst() throws Exception {
        var did = aNumberOf("support");
        var contact = aContact();
        var ids = IntStream.range(0, 20).mapToObj(i -> scheduled(did, contact, "text " + i)).toList();
        var token = TokensForTests.ana();
        var cancelled = new ConcurrentLinkedQueue<UUID>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.execute(
                    () -> Rows.of("update send_queue set send_at = now(), next_attempt_at = now() where did = $1",
                            did.value()));
            ids.forEach(id -> threads.execute(() -> {
                if (as(token).post("/api/messages/" + id + "/cancel").statusCode() == 202) {
                    cancelled.add(id);
                }
            }));
        }
        eventually(() -> assertThat(Rows.count("select count(*) from message where did = $1 and status in "
                + "('SENT', 'FAILED')", did.value())).isEqualTo(20));
        assertThat(CarrierForTests.sentTo(contact)).hasSize(20 - cancelled.size());
        assertThat(Rows.count("select count(*) from message where did = $1 and error_code = 'cancelled'",
                did.value())).isEqualTo(cancelled.size());
    }

    @Test
    void manyWhoSendOneTextAgainSendItOnce() throws Exception {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "403", Map.of("times", 1));
        var id = send(did, contact, "Once more").statusCode(202).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("failed")));
        var token = TokensForTests.ana();
        var answers = new ConcurrentLinkedQueue<Integer>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var i = 0; i < 16; i++) {
                threads.execute(() -> answers.add(as(token).post("/api/messages/" + id + "/retry").statusCode()));
            }
        }
        assertThat(answers).hasSize(16).containsOnly(202, 409);
        assertThat(answers.stream().filter(code -> code == 202)).hasSize(1);
        eventually(() -> status(id).body("status", equalTo("sent")));
        assertThat(CarrierForTests.sentTo(contact)).hasSize(1);
    }

    @Test
    void aTextCanBeSentAgainAtAnotherMoment() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "409", Map.of("times", 1));
        var id = send(did, contact, "Tomorrow then").statusCode(202).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("failed")).body("errorCode", equalTo("carrier-number")));

        as(TokensForTests.ana()).body(Map.of("sendAt", Instant.now().minusSeconds(3600).toString()))
                .post("/api/messages/" + id + "/retry").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/sendAt"));
        var moment = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS).toString();
        as(TokensForTests.ana()).body(Map.of("sendAt", moment)).post("/api/messages/" + id + "/retry").then()
                .statusCode(202).body("waiting.reason", equalTo("scheduled"));

        status(id).body("status", equalTo("queued")).body("sendAt", equalTo(moment))
                .body("waiting.expectedAt", equalTo(moment));
    }

    @Test
    void allSendingRestsWhileTheCarrierDoesNotAcceptOurCredentials() {
        var did = aNumberOf("support");
        var first = aContact();
        CarrierForTests.faults(first, "401", Map.of("times", 1));
        var id = send(did, first, "Let me in").statusCode(202).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("queued")).body("waiting.reason", equalTo("carrier"))
                .body("waiting.expectedAt", nullValue()));
        assertThat(metric("hilo_send_resting")).isEqualTo(1);

        var second = aContact();
        var other = send(did, second, "Me too").statusCode(202).body("waiting.reason", equalTo("carrier")).extract()
                .<String>path("id");

        eventually(() -> status(id).body("status", equalTo("sent")).body("attempts", hasSize(2)));
        eventually(() -> status(other).body("status", equalTo("sent")));
        eventually(() -> assertThat(metric("hilo_send_resting")).isZero());
        assertThat(Rows.of("select 1 from carrier_rest")).isEmpty();
    }

    @Test
    void queuedTextsSayThatSendingRestsAndThatItGoesOn() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = scheduled(did, contact, "waiting");
        // Due, but held back by another of its conversation that a worker has in its hands.
        var ahead = scheduled(did, contact, "ahead");
        Rows.of("update send_queue set lease_owner = 'a worker', lease_until = now() + interval '1 h', "
                + "send_at = now() - interval '1 s' where message_id = $1", ahead);
        Rows.of("update send_queue set send_at = now(), next_attempt_at = now() where message_id = $1", id);

        Rows.of("insert into carrier_rest (reason, since, until) values ('credentials', now(), now() + interval '1 m') "
                + "on conflict do nothing");
        eventually(() -> status(id.toString()).body("waiting.reason", equalTo("carrier")));

        Rows.of("delete from carrier_rest");
        eventually(() -> status(id.toString()).body("waiting.reason", equalTo("turn")));
        eventually(
                () -> assertThat(eventsOf(did, contact)).filteredOn(ConversationEvent.MessageChanged.class::isInstance)
                        .hasSize(2));
        Rows.of("delete from send_queue where message_id in ($1, $2)", id, ahead);
    }

    private static double metric(String name) {
        return RestAssured.get("/q/metrics").then().extract().asString().lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Test
    void refusesANumberOfAnotherTeamLikeOneThatDoesNotExist() {
        var did = aNumberOf("sales");
        send(did, aContact(), "Hi").statusCode(422).body("errors[0].pointer", equalTo("/from"));
        send(World.aNumber(), aContact(), "Hi").statusCode(422)
                .body("errors[0].detail", equalTo("not one of your numbers"));
    }

    @Test
    void refusesALongCodeWithoutACampaignAndSaysWhatToDo() {
        var did = World.aNumberWithoutCampaign("support");
        send(did, aContact(), "Hi").statusCode(422).body("type", containsString("campaign-missing"))
                .body("errors[0].pointer", equalTo("/from")).body("errors[0].detail", containsString("manager"));
    }

    @Test
    void refusesATextOfTooManyParts() {
        var did = aNumberOf("support");
        send(did, aContact(), "a".repeat(153 * 10 + 1)).statusCode(422).body("errors[0].pointer", equalTo("/body"));
        send(did, aContact(), "a".repeat(153 * 10)).statusCode(202);
    }

    @Test
    void oneKeyIsOneMessageHoweverManyAsk() throws Exception {
        var did = aNumberOf("support");
        var contact = aContact();
        var key = UUID.randomUUID().toString();
        var token = TokensForTests.ana();
        var answers = new ConcurrentLinkedQueue<Response>();
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (var i = 0; i < 64; i++) {
                threads.execute(() -> answers.add(as(token).header("Idempotency-Key", key)
                        .body(Map.of("from", did.value(), "to", contact.value(), "body", "once"))
                        .post("/api/messages/send")));
            }
        }
        assertThat(answers).hasSize(64);
        answers.stream().filter(answer -> answer.statusCode() != 202).forEach(answer -> answer.then().statusCode(409)
                .header("Retry-After", "1").body("type", containsString("request-in-flight")));
        var repeated = as(token).header("Idempotency-Key", key)
                .body(Map.of("body", "once", "to", contact.value(), "from", did.value()))
                .post("/api/messages/send").then().statusCode(202).extract().asString();
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202).map(Response::asString))
                .isNotEmpty().containsOnly(repeated);
        assertThat(repeated).contains(key);
        eventually(() -> status(key).body("status", equalTo("sent")));
        assertThat(CarrierForTests.sentTo(contact)).hasSize(1);
        as(token).header("Idempotency-Key", key)
                .body(Map.of("from", did.value(), "to", contact.value(), "body", "another"))
                .post("/api/messages/send").then().statusCode(422)
                .body("type", containsString("idempotency-mismatch"));
        as(TokensForTests.marta()).header("Idempotency-Key", key)
                .body(Map.of("from", did.value(), "to", contact.value(), "body", "once"))
                .post("/api/messages/send").then().statusCode(422)
                .body("type", containsString("idempotency-mismatch"));
    }

    @Test
    void warnsWhenTheConversationWentOnMeanwhile() {
        var did = aNumberOf("support");
        var contact = aContact();
        arrives(text(did, contact, "first"));
        arrives(text(did, contact, "second"));
        eventually(() -> assertThat(Rows.of("select 1 from message where did = $1", did.value())).hasSize(2));
        var stale = Map.of("from", did.value(), "to", contact.value(), "body", "answer", "lastSeqSeen", 1);
        as(TokensForTests.ana()).body(stale).post("/api/messages/send").then().statusCode(409)
                .body("type", containsString("stale-compose")).body("messages", hasSize(1))
                .body("messages[0].body", equalTo("second")).body("lastSeq", equalTo(2));
        as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", "answer",
                "lastSeqSeen", 1, "force", true)).post("/api/messages/send").then().statusCode(202);
        // Their own text is no surprise to the writer; a colleague's is.
        as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", "and this",
                "lastSeqSeen", 2)).post("/api/messages/send").then().statusCode(202);
        as(TokensForTests.marta()).body(Map.of("from", did.value(), "to", contact.value(), "body", "me too",
                "lastSeqSeen", 2)).post("/api/messages/send").then().statusCode(409);
    }

    @Test
    void keepsTheOrderOfAConversationThroughABackOff() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "429", Map.of("times", 2));
        for (var i = 1; i <= 5; i++) {
            send(did, contact, "text " + i).statusCode(202);
        }
        eventually(() -> assertThat(CarrierForTests.sentTo(contact)).hasSize(5));
        assertThat(CarrierForTests.sentTo(contact)).extracting(sent -> sent.path("request").path("Message").asText())
                .containsExactly("text 1", "text 2", "text 3", "text 4", "text 5");
    }

    @Test
    void aLostAnswerIsUnconfirmedUntilItsReceiptAndNeverSentAgain() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "reset", Map.of("accepted", "true"));
        var id = send(did, contact, "Did it go?").statusCode(202).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("unconfirmed")).body("errorCode", equalTo("no-answer")));
        assertThat(CarrierForTests.sentTo(contact)).hasSize(1);

        arrives(receipt(did, contact, "LATE1234", "DELIVRD", "Did it...", true));

        eventually(() -> status(id).body("status", equalTo("delivered")));
        assertThat(CarrierForTests.sentTo(contact)).hasSize(1);
    }

    @Test
    void aRefusedTextFailsWithTheCarriersWordsAndAPersonCanSendItAgain() {
        var did = aNumberOf("support");
        var contact = aContact();
        CarrierForTests.faults(contact, "403", Map.of("times", 1));
        var id = send(did, contact, "Hello").statusCode(202).extract().<String>path("id");
        eventually(() -> status(id).body("status", equalTo("failed")).body("errorCode", equalTo("carrier-funds")));
        as(TokensForTests.leo()).post("/api/messages/" + id + "/retry").then().statusCode(404);
        // "null" is what a client sends that has no wish about the moment.
        as(TokensForTests.ana()).body("null").post("/api/messages/" + id + "/retry").then().statusCode(202)
                .body("status", equalTo("queued")).body("seq", equalTo(1));
        eventually(() -> status(id).body("status", equalTo("sent")).body("attempts", hasSize(2))
                .body("attempts[1].askedBy", equalTo("ana")));
        as(TokensForTests.ana()).post("/api/messages/" + id + "/retry").then().statusCode(409)
                .body("type", containsString("not-retryable"));
    }

    @Test
    void aTextWhoseWorkerDiedIsUnconfirmed() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = scheduled(did, contact, "scheduled");
        Rows.of("update message set status = 'SENDING' where id = $1", id);
        Rows.of("""
                update send_queue set lease_owner = 'a dead one', lease_token = 1, lease_until = now() - interval '1 s'
                where message_id = $1
                """, id);
        eventually(() -> status(id.toString()).body("status", equalTo("unconfirmed"))
                .body("errorText", equalTo("interrupted")));
        assertThat(CarrierForTests.callsFor(contact)).isEmpty();
    }

    @Test
    void aTextThatIsTooLateFailsInsteadOfLeaving() {
        var did = aNumberOf("support");
        var contact = aContact();
        var id = scheduled(did, contact, "too late");
        Rows.of("""
                update send_queue set send_at = now() - interval '5 h', next_attempt_at = now() - interval '5 h',
                    expires_at = now() - interval '1 h' where message_id = $1
                """, id);
        eventually(() -> status(id.toString()).body("status", equalTo("failed"))
                .body("errorCode", equalTo("expired")));
        assertThat(CarrierForTests.callsFor(contact)).isEmpty();
    }

    @Test
    void takesNumbersWithoutGapsWhateverHappensAtOnce() throws Exception {
        var did = aNumberOf("support");
        var contact = aContact();
        var token = TokensForTests.ana();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var i = 0; i < 20; i++) {
                var number = i;
                threads.execute(() -> as(token)
                        .body(Map.of("from", did.value(), "to", contact.value(), "body", "out " + number))
                        .post("/api/messages/send").then().statusCode(202));
                threads.execute(() -> arrives(text(did, contact, "in " + number)));
                threads.execute(() -> arrives(receipt(did, contact, "X" + number, "UNKNOWN", null, true)));
            }
        }
        eventually(() -> assertThat(Rows.count("""
                select count(*) from message where did = $1 and (direction = 'INBOUND' or status = 'SENT')
                """, did.value())).isEqualTo(40));
        var last = Rows.count("select last_seq from thread where did = $1", did.value());
        // 20 received, 20 queued, each of those sending and sent.
        assertThat(last).isEqualTo(80);
        eventually(() -> assertThat(seqs(did, contact))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList()));
    }

    private static UUID scheduled(PhoneNumber did, PhoneNumber contact, String body) {
        return UUID.fromString(as(TokensForTests.ana())
                .body(Map.of("from", did.value(), "to", contact.value(), "body", body, "sendAt",
                        Instant.now().plusSeconds(3600).toString()))
                .post("/api/messages/send").then().statusCode(202).extract().path("id"));
    }

    private static ValidatableResponse send(PhoneNumber did, PhoneNumber contact, String body) {
        return as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", body))
                .post("/api/messages/send").then();
    }

    private static ValidatableResponse status(String id) {
        return as(TokensForTests.ana()).get("/api/messages/" + id).then().statusCode(200);
    }

    private static List<Long> seqs(PhoneNumber did, PhoneNumber contact) {
        return eventsOf(did, contact).stream().filter(ConversationEvent.Sequenced.class::isInstance)
                .map(event -> ((ConversationEvent.Sequenced) event).seq()).toList();
    }
}
