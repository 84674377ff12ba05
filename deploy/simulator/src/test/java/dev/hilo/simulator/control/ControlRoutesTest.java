package dev.hilo.simulator.control;

import java.util.List;
import java.util.Map;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlRoutesTest extends CarrierTest {

    @Test
    void anUnknownSwitchIsNamed() {
        var reply = client.control("POST", "faults", Map.of("sned", "429"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asText()).contains("'sned'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"send":"418"}         | send
            {"rate":1.5}           | rate
            {"rate":"often"}       | rate
            {"receiptRate":-0.1}   | receiptRate
            {"receiptDelayMs":-1}  | receiptDelayMs
            {"retry":{"count":-3}} | retry.count
            {"encode":"utf8"}      | encode
            {"seed":"x"}           | seed
            {"balance":"much"}     | balance
            """)
    void aValueThatDoesNotFitIsNamedToo(String body, String named) {
        var reply = client.control("POST", "faults", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asText()).contains("'" + named + "'");
    }

    @Test
    void changesAllSwitchesOrNone() {
        client.control("POST", "faults", "{\"send\":\"429\",\"nope\":1}");

        assertThat(client.control("GET", "faults").json().path("send").asText()).isEqualTo("ok");
    }

    @Test
    void spansAndGroupsCanBeWrittenEitherWay() {
        var faults = client.control("POST", "faults",
                Map.of("retry", Map.of("count", 5, "timeout", "3s"), "retry.spacing", 40, "delayMs", "1m")).json();

        assertThat(faults.path("retry.count").asInt()).isEqualTo(5);
        assertThat(faults.path("retry.timeout").asInt()).isEqualTo(3000);
        assertThat(faults.path("retry.spacing").asInt()).isEqualTo(40);
        assertThat(faults.path("delayMs").asInt()).isEqualTo(60_000);
    }

    @Test
    void whatFaultsTellsCanBeToldBack() {
        var faults = client.control("GET", "faults").body();

        assertThat(client.control("POST", "faults", faults).body()).isEqualTo(faults);
    }

    @Test
    void resetForgetsMessagesAndFaultsButNotTheNumbers() {
        ownDemoNumber();
        client.send(OURS, CUSTOMER, "hola");
        receiver.waitFor(1);
        turn("send", "429");

        client.control("POST", "reset");

        assertThat(client.control("GET", "sent").json()).isEmpty();
        assertThat(client.control("GET", "webhooks-log").json()).isEmpty();
        assertThat(client.control("GET", "calls").json()).isEmpty();
        assertThat(client.control("GET", "faults").json().path("send").asText()).isEqualTo("ok");
        assertThat(client.control("GET", "faults").json().path("receiptDelayMs").asInt()).isZero();
        assertThat(client.control("GET", "numbers").json()).hasSize(1);

        client.control("POST", "reset", Map.of("all", true));
        assertThat(client.control("GET", "numbers").json()).isEmpty();
        assertThat(client.api("GET", "webHooks").status()).isEqualTo(404);
    }

    @Test
    void aResetNeverGivesARefIdTwice() {
        ownDemoNumber();
        var before = client.send(OURS, CUSTOMER, "hola").json().path("RefId");
        client.control("POST", "reset");

        assertThat(client.send(OURS, CUSTOMER, "hola").json().path("RefId")).isNotEqualTo(before);
    }

    @Test
    void numbersCanBeSetUpAndTakenAwayBehindTheCustomersBack() {
        var number = client.control("POST", "numbers", Map.of("TN", "+12065550100", "Sms", true, "Tcr", "C0DEMO2"))
                .json();

        assertThat(number.at("/Messaging/Tcr").asText()).isEqualTo("C0DEMO2");
        assertThat(client.api("GET", "tnRecord?Number=12065550100").status()).isEqualTo(200);
        assertThat(client.control("DELETE", "numbers/12065550100").json().path("removed").asBoolean()).isTrue();
        assertThat(client.api("GET", "tnRecord?Number=12065550100").status()).isEqualTo(404);
    }

    @Test
    void callsShowWhatAClientAskedEvenWhenItWasRefused() {
        client.call("GET", "/api/v1.0/accountDetail", "", Map.of());
        client.api("POST", "messageSend", Map.of("From", "+17865551234", "To", List.of(CUSTOMER), "Message", "x"));

        var calls = client.control("GET", "calls").json();

        assertThat(calls.findValuesAsText("status")).containsExactly("401", "404");
        assertThat(calls.at("/1/body").asText()).contains("+17865551234");
    }

    @Test
    void aPageOfAnotherOriginIsTurnedAway() {
        assertThat(client.call("POST", "/control/reset", "{}", Map.of("Origin", "https://example.test")).status())
                .isEqualTo(403);
        assertThat(client.call("POST", "/control/reset", "{}", Map.of("Origin", carrier.baseUrl())).status())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() {
        assertThat(client.control("POST", "faults", "send=429").status()).isEqualTo(400);
        assertThat(client.control("GET", "sent?after=x").status()).isEqualTo(400);
    }
}
