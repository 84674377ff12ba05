package dev.hilo.simulator.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.wire.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MessageSendTest extends CarrierTest {

    @BeforeEach
    void own() {
        ownDemoNumber();
    }

    @Test
    void answersWithOneRefIdAndTheOutcomeForEachRecipient() {
        var answer = client.send(OURS, CUSTOMER, "Prueba").json();

        assertThat(answer.path("RefId").asText()).matches("[0-9A-F]{8}");
        assertThat(answer.path("MessageType").asText()).isEqualTo("SMS");
        assertThat(answer.path("Fragments").asInt()).isEqualTo(1);
        assertThat(Json.text(answer.path("Results"))).isEqualTo("[{\"To\":\"13053302277\",\"Status\":\"SUCCESS\"}]");
    }

    @ParameterizedTest
    @CsvSource({"17865551234,13053302277", "7865551234,3053302277", "+17865551234,+13053302277",
            "+1 (786) 555-1234,305.330.2277"})
    void takesThreeSpellingsAndAnswersElevenDigits(String from, String to) {
        var answer = client.send(from, to, "Prueba").json();

        assertThat(answer.path("From").asText()).isEqualTo(OURS);
        assertThat(answer.at("/Results/0/To").asText()).isEqualTo(CUSTOMER);
    }

    @Test
    void theRefIdMayBeAUuid() {
        turn("refid", "uuid");

        assertThat(client.send(OURS, CUSTOMER, "Prueba").json().path("RefId").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void longTextsAreCounted() {
        assertThat(client.send(OURS, CUSTOMER, "x".repeat(161)).json().path("Fragments").asInt()).isEqualTo(2);
        turn("max-length", 160);
        assertThat(client.send(OURS, CUSTOMER, "x".repeat(161)).status()).isEqualTo(400);
    }

    @Test
    void severalRecipientsMakeAGroupMms() {
        var answer = client.api("POST", "messageSend",
                Map.of("From", OURS, "To", List.of(CUSTOMER, "13055550188"), "Message", "hola")).json();

        assertThat(answer.path("MessageType").asText()).isEqualTo("MMS");
        assertThat(answer.path("Results")).hasSize(2);
    }

    @Test
    void sentShowsRequestAndResponseInOrder() {
        client.send(OURS, CUSTOMER, "one");
        var second = client.send("+" + OURS, CUSTOMER, "two").json();

        var sent = client.control("GET", "sent").json();

        assertThat(sent.findValuesAsText("Message")).containsExactly("one", "two");
        assertThat(sent.at("/1/request/From").asText()).isEqualTo("+17865551234");
        assertThat(sent.at("/1/response/RefId")).isEqualTo(second.path("RefId"));
        assertThat(sent.at("/0/at").asText()).endsWith("Z");
        assertThat(client.control("GET", "sent?after=1").json()).hasSize(1);
    }

    @Test
    void fetchesTheMediaOfAnMms() {
        var answer = client.api("POST", "messageSend", Map.of("From", OURS, "To", List.of(CUSTOMER), "Message", "",
                "MediaURLs", List.of(receiver.picture(), "http://127.0.0.1:1/gone.png"))).json();

        assertThat(answer.path("MessageType").asText()).isEqualTo("MMS");
        await().atMost(Duration.ofSeconds(3)).untilAsserted(
                () -> assertThat(carrier.control().sent().getFirst().path("mediaFetched")).hasSize(2));
        var fetched = carrier.control().sent().getFirst().path("mediaFetched");
        assertThat(fetched.at("/0/status").asInt()).isEqualTo(200);
        assertThat(fetched.at("/0/bytes").asInt()).isEqualTo(4);
        assertThat(fetched.at("/1/status").asInt()).isZero();
    }

    @Test
    void withoutTheKeyMessageNoMediaIsDelivered() {
        var reply = client.api("POST", "messageSend",
                Map.of("From", OURS, "To", List.of(CUSTOMER), "MediaURLs", List.of(receiver.picture())));
        receiver.waitFor(1);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(carrier.control().sent().getFirst().path("mediaFetched")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "nonsense", "{\"From\":\"17865551234\",\"Message\":\"x\"}",
            "{\"From\":\"17865551234\",\"To\":[],\"Message\":\"x\"}",
            "{\"From\":\"17865551234\",\"To\":[\"12\"],\"Message\":\"x\"}",
            "{\"From\":\"17865551234\",\"To\":[\"13053302277\"]}",
            "{\"From\":\"17865551234\",\"To\":[\"13053302277\"],\"Message\":{}}",
            "{\"From\":\"17865551234\",\"To\":[72345],\"Message\":\"x\"}",
            "{\"From\":\"17865551234\",\"To\":[\"72345\"],\"Message\":\"x\",\"MediaURLs\":[\"https://example.test/a.png\"]}"})
    void malformedIsA400(String body) {
        var reply = client.api("POST", "messageSend", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("Status").asText()).isEqualTo("Failed");
        assertThat(carrier.control().sent()).isEmpty();
    }

    @Test
    void aShortCodeTakesAnSms() {
        assertThat(client.send(OURS, "72345", "STATUS").status()).isEqualTo(200);
    }

    @Test
    void sendsOnlyFromAnOwnNumberThatIsSwitchedOn() {
        assertThat(client.send("17865550100", CUSTOMER, "x").status()).isEqualTo(404);

        carrier.control().number(Json.object().put("TN", OURS).put("Mms", false));
        assertThat(client.api("POST", "messageSend", Map.of("From", OURS, "To", List.of(CUSTOMER), "Message", "",
                "MediaURLs", List.of(receiver.picture()))).status()).isEqualTo(409);

        carrier.control().number(Json.object().put("TN", OURS).put("Sms", false));
        assertThat(client.send(OURS, CUSTOMER, "x").status()).isEqualTo(409);
    }

    @Test
    void withoutACampaignItIsRefusedOrRejectedLater() {
        carrier.control().number(Json.object().put("TN", OURS).put("Tcr", ""));
        assertThat(client.send(OURS, CUSTOMER, "x").status()).isEqualTo(409);

        turn("missing-campaign", "receipt");
        assertThat(client.send(OURS, CUSTOMER, "x").status()).isEqualTo(200);
        assertThat(receiver.waitFor(1).getFirst().message()).contains("stat:REJECTD").doesNotContain("err:000");
    }
}
