package dev.hilo.simulator.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.Receiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ReceiptsTest extends CarrierTest {

    @BeforeEach
    void own() {
        ownDemoNumber();
    }

    @Test
    void looksLikeAnInboundMessageFromTheHandset() {
        var refId = client.send(OURS, CUSTOMER, "Your table is ready").json().path("RefId").asText();

        var receipt = receiver.waitFor(1).getFirst();

        assertThat(receipt.json().path("RefId").asText()).isEqualTo(refId);
        assertThat(receipt.json().path("From").asText()).isEqualTo(CUSTOMER);
        assertThat(receipt.json().at("/To/0").asText()).isEqualTo(OURS);
        assertThat(receipt.json().path("DeliveryReceipt").asBoolean()).isTrue();
        assertThat(receipt.json().path("Message").asText()).startsWith("id%3A").contains("+stat%3ADELIVRD+err%3A000+");
        assertThat(receipt.message()).matches("id:\\d{10} sub:001 dlvrd:001 submit date:\\d{10} done date:\\d{10} "
                + "stat:DELIVRD err:000 text:Your tab\\.\\.\\.");
    }

    @Test
    void theIdInsideIsAnotherIdSpace() {
        var refId = client.send(OURS, CUSTOMER, "hola").json().path("RefId").asText();

        assertThat(receiver.waitFor(1).getFirst().message()).doesNotContain(refId);
    }

    @Test
    void comesOnlyWhenTheWebhookAsksForIt() {
        client.api("PUT", "webHooks", Map.of("Webhook", "test", "Url", receiver.url(), "Dlr", false));
        turn("receipts", "first");

        client.send(OURS, CUSTOMER, "hola");

        assertThat(receiver.posts()).isEmpty();
    }

    @Test
    void firstMeansBeforeTheAnswer() {
        turn("receipts", "first");

        client.send(OURS, CUSTOMER, "hola");

        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void offMeansNone() {
        turn("receipts", "off");
        client.send(OURS, CUSTOMER, "lost");
        turn("receipts", "on");
        client.send(OURS, CUSTOMER, "found");

        receiver.waitFor(1);
        assertThat(carrier.control().counts().path("receipts").asInt()).isEqualTo(1);
        assertThat(receiver.posts().getFirst().message()).endsWith("text:found");
    }

    @Test
    void doubleMeansTheSameOutcomeTwice() {
        turn("receipts", "double");

        client.send(OURS, CUSTOMER, "hola");

        assertThat(receiver.waitFor(2)).allSatisfy(post -> assertThat(post.message()).contains("stat:DELIVRD"));
    }

    @Test
    void aShareOfTheDoubledOnesMayStartBeforeTheAnswer() {
        carrier.control().faults(Map.of("receipts", "double", "receiptFirstRate", 0.3, "receiptDelayMs", 60_000));

        var early = IntStream.range(0, 100).filter(call -> {
            var before = receiver.posts().size();
            client.send(OURS, CUSTOMER, "hola");
            return receiver.posts().size() > before;
        }).count();

        assertThat(early).isBetween(15L, 45L);
        assertThat(carrier.control().counts().path("receipts").asLong()).isEqualTo(early);
    }

    @Test
    void oneThatStartedBeforeTheAnswerIsStillDoubled() {
        carrier.control().faults(Map.of("receipts", "double", "receiptFirstRate", 1, "receiptDelayMs", 30));

        client.send(OURS, CUSTOMER, "hola");
        assertThat(receiver.posts()).hasSize(1);

        assertThat(receiver.waitFor(2)).allSatisfy(post -> assertThat(post.message()).contains("stat:DELIVRD"));
    }

    @Test
    void aShareOfThemMayBeWithheld() {
        carrier.control().faults(Map.of("receipts", "off", "receiptRate", 0.5, "receiptFirstRate", 1));

        IntStream.range(0, 40).forEach(call -> client.send(OURS, CUSTOMER, "hola"));

        assertThat(receiver.posts().size()).isBetween(8, 32);
    }

    @Test
    void contradictMeansThatAFailureFollows() {
        turn("receipts", "contradict");

        client.send(OURS, CUSTOMER, "hola");

        assertThat(receiver.waitFor(2).get(0).message()).contains("stat:DELIVRD");
        assertThat(receiver.posts().get(1).message()).contains("stat:UNDELIV").doesNotContain("err:000");
    }

    @Test
    void lateMeansLaterThanThePlainOnes() {
        carrier.control().faults(Map.of("receipts", "late", "lateMs", 200, "only", CUSTOMER));

        client.send(OURS, CUSTOMER, "late");
        client.send(OURS, "13055550188", "plain");

        assertThat(receiver.waitFor(2)).extracting(post -> post.message().replaceAll(".*text:", ""))
                .containsExactly("plain", "late");
    }

    @Test
    void saysWhatTheSwitchesSay() {
        carrier.control().faults(Map.of("stat", "UNDELIV", "err", "450"));
        client.send(OURS, CUSTOMER, "hola");
        assertThat(receiver.waitFor(1).getFirst().message()).contains("dlvrd:000").contains("stat:UNDELIV err:450");

        carrier.control().faults(Map.of("stat", "WOBBLE", "err", ""));
        client.send(OURS, CUSTOMER, "hola");
        assertThat(receiver.waitFor(2).get(1).message()).contains("stat:WOBBLE");
    }

    @Test
    void mayComeWithoutRefIdAndFlag() {
        turn("receipt-refid", "absent");
        client.send(OURS, CUSTOMER, "hola");
        assertThat(receiver.waitFor(1).getFirst().json().has("RefId")).isFalse();

        turn("minimal-payload", true);
        client.send(OURS, CUSTOMER, "hola");
        assertThat(receiver.waitFor(2).get(1).json().fieldNames()).toIterable().containsExactly("From", "To",
                "Message");
    }

    @Test
    void oneForEachMemberOfAGroup() {
        client.api("POST", "messageSend",
                Map.of("From", OURS, "To", List.of(CUSTOMER, "13055550188"), "Message", "hola"));

        assertThat(receiver.waitFor(2)).extracting(post -> post.json().path("From").asText())
                .containsExactlyInAnyOrder(CUSTOMER, "13055550188");
    }

    @Test
    void mmsMayHaveNone() {
        turn("mms-receipts", "off");
        client.api("POST", "messageSend",
                Map.of("From", OURS, "To", List.of(CUSTOMER), "Message", "", "MediaURLs", List.of(receiver.picture())));
        client.send(OURS, CUSTOMER, "hola");

        receiver.waitFor(1);
        assertThat(carrier.control().counts().path("receipts").asInt()).isEqualTo(1);
    }

    @Test
    void mediaThatCannotBeFetchedMayFailTheMessage() {
        turn("media-failure", "undeliv");

        client.api("POST", "messageSend", Map.of("From", OURS, "To", List.of(CUSTOMER), "Message", "", "MediaURLs",
                List.of("http://127.0.0.1:1/gone.png")));

        assertThat(receiver.waitFor(1).getFirst().message()).contains("stat:UNDELIV err:300");
    }

    @Test
    void canBePostedByHandForAnEarlierMessage() {
        turn("receipts", "off");
        var refId = client.send(OURS, CUSTOMER, "hola").json().path("RefId").asText();

        carrier.control().receipt(refId, "EXPIRED");

        assertThat(receiver.waitFor(1).getFirst().message()).contains("stat:EXPIRED");
        assertThat(client.control("POST", "receipt", Map.of("refId", "nope")).status()).isEqualTo(409);
    }

    @Test
    void isRepeatedUntilItIsTaken() {
        receiver.answersNext(500);

        client.send(OURS, CUSTOMER, "hola");

        assertThat(receiver.waitFor(2)).allMatch(Receiver.Post::isReceipt);
        await().atMost(Duration.ofSeconds(2)).untilAsserted(
                () -> assertThat(carrier.control().webhooksLog()).extracting(post -> post.path("kind").asText())
                        .containsExactly("receipt", "receipt"));
    }
}
