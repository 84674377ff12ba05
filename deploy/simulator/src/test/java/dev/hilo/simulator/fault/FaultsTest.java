package dev.hilo.simulator.fault;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.Client;
import dev.hilo.simulator.Simulator;
import dev.hilo.simulator.SimulatorSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest extends CarrierTest {

    private static final Map<String, Object> MESSAGE = Map.of("From", OURS, "To", List.of(CUSTOMER), "Message", "hola");

    @BeforeEach
    void own() {
        ownDemoNumber();
    }

    @ParameterizedTest
    @CsvSource({"400,400", "401,401", "403,403", "404,404", "409,409", "429,429", "500,500", "503,503", "html500,500",
            "200-error,200", "recipient-failed,200"})
    void refusesWithoutTakingTheMessage(String fault, int status) {
        turn("send", fault);

        assertThat(client.send(OURS, CUSTOMER, "hola").status()).isEqualTo(status);
        assertThat(carrier.control().sent()).isEmpty();
        assertThat(carrier.control().calls().getLast().path("fault").asText()).isEqualTo(fault);
    }

    @Test
    void anErrorMayHideInA200() {
        turn("send", "200-error");
        assertThat(client.send(OURS, CUSTOMER, "hola").json().path("Status").asText()).isEqualTo("Failed");

        turn("send", "recipient-failed");
        assertThat(client.send(OURS, CUSTOMER, "hola").json().at("/Results/0/Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void everyErrorMayHideInA200() {
        turn("errors-as-200", true);

        var reply = client.api("POST", "orderTn", Map.of("TN", "17865559999"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("Code").asText()).isEqualTo("7501");
    }

    @Test
    void errorBodiesMayBeEmptyOrHtml() {
        turn("error-body", "empty");
        assertThat(client.api("GET", "campaigns?Tcr=nope").body()).isEmpty();

        turn("error-body", "html");
        assertThat(client.api("GET", "campaigns?Tcr=nope").body()).startsWith("<html>");
    }

    @Test
    void retryAfterIsSentOnlyWhenSwitchedOn() {
        turn("send", "429");
        assertThat(client.send(OURS, CUSTOMER, "hola").raw().headers().firstValue("Retry-After")).isEmpty();

        carrier.control().faults(Map.of("send", "503", "retryAfter", 7));
        assertThat(client.send(OURS, CUSTOMER, "hola").raw().headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void anEmptyAnswerHidesAnAcceptedMessage() {
        turn("send", "empty");

        var reply = client.send(OURS, CUSTOMER, "hola");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(carrier.control().sent()).hasSize(1);
    }

    @Test
    void aTimeoutAfterAcceptStillDeliversAndSendsTheReceipt() {
        turn("send", "timeout-after-accept");

        assertThatThrownBy(() -> client.risky("messageSend", MESSAGE, Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(carrier.control().sent()).hasSize(1);
        assertThat(receiver.waitFor(1).getFirst().isReceipt()).isTrue();
    }

    @Test
    void aWithheldAnswerEndsWithAClosedConnection() {
        carrier.control().faults(Map.of("send", "timeout-after-accept", "delayMs", 50));

        assertThatThrownBy(() -> client.risky("messageSend", MESSAGE, Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aResetTakesTheMessageOrNot() {
        turn("send", "reset");
        assertThatThrownBy(() -> client.risky("messageSend", MESSAGE, Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class);
        assertThat(carrier.control().sent()).isEmpty();

        turn("accepted", true);
        assertThatThrownBy(() -> client.risky("messageSend", MESSAGE, Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class);
        assertThat(carrier.control().sent()).hasSize(1);
    }

    @Test
    void aServerErrorMayHaveTakenTheMessage() {
        carrier.control().faults(Map.of("send", "500", "accepted", true));

        assertThat(client.send(OURS, CUSTOMER, "hola").status()).isEqualTo(500);
        assertThat(carrier.control().sent()).hasSize(1);
    }

    @Test
    void slowAnswersComeLater() {
        carrier.control().faults(Map.of("send", "slow", "delayMs", 120));

        var started = System.nanoTime();
        var reply = client.send(OURS, CUSTOMER, "hola");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(110));
    }

    @Test
    void strikesSoManyTimesAndNoMore() {
        carrier.control().faults(Map.of("send", "503", "times", 2));

        assertThat(statuses(client, 4)).containsExactly(503, 503, 200, 200);
    }

    @Test
    void strikesOneRecipientOnly() {
        carrier.control().faults(Map.of("send", "409", "only", "+13055550188"));

        assertThat(client.send(OURS, CUSTOMER, "hola").status()).isEqualTo(200);
        assertThat(client.send(OURS, "13055550188", "hola").status()).isEqualTo(409);
    }

    @Test
    void strikesOneOperationOnly() {
        carrier.control().faults(Map.of("api", "503", "apiOn", "webHooks"));

        assertThat(client.api("GET", "webHooks").status()).isEqualTo(503);
        assertThat(client.api("GET", "campaigns").status()).isEqualTo(200);
        assertThat(client.send(OURS, CUSTOMER, "hola").status()).isEqualTo(200);
    }

    @Test
    void theSameSeedStrikesTheSameCalls() {
        var faults = Map.of("send", "429", "rate", 0.5, "seed", 42);
        carrier.control().faults(faults);
        var once = statuses(client, 40);
        carrier.control().faults(faults);
        var again = statuses(client, 40);
        carrier.control().faults(Map.of("send", "429", "rate", 0.5, "seed", 43));
        var other = statuses(client, 40);

        assertThat(again).isEqualTo(once).contains(200, 429);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void aSeedStrikesTheSameCallsWhateverBecomesOfTheReceipts() {
        carrier.control().faults(Map.of("send", "429", "rate", 0.5, "seed", 42));
        var alone = statuses(client, 40);
        carrier.control().faults(Map.of("receipts", "double", "receiptRate", 0.5, "receiptFirstRate", 0.5, "seed", 42));

        assertThat(statuses(client, 40)).isEqualTo(alone);
    }

    @Test
    void twoCarriersOfOneSeedGiveTheSameRefIds() {
        try (var twin = Simulator.start(SimulatorSettings.forTests()); var twinClient = new Client(twin)) {
            twin.control().own(OURS, receiver.url());

            assertThat(twinClient.send(OURS, CUSTOMER, "hola").body())
                    .isEqualTo(client.send(OURS, CUSTOMER, "hola").body());
        }
    }

    private static List<Integer> statuses(Client client, int calls) {
        return IntStream.range(0, calls).mapToObj(call -> client.send(OURS, CUSTOMER, "hola").status()).toList();
    }
}
