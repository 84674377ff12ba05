package dev.hilo.provisioning.order;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** With a key the first answer stays the answer, even when the order has gone on since. */
@QuarkusTest
class IdempotencyTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void aKeyGivesTheAnswerOfTheFirstTime() {
        var did = SimulatedCarrier.forSale();
        var key = UUID.randomUUID().toString();
        var first = provision(key, Map.of("did", did.value()));
        assertThat(first.statusCode()).isEqualTo(202);
        Ordering.awaitState(did, "done");

        var second = provision(key, Map.of("did", did.value()));

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        Ordering.provision(did, Map.of()).statusCode(200).body("state", is("done"));
        provision(key, Map.of("did", did.value(), "name", "Another")).then().statusCode(422)
                .body("type", containsString("idempotency-mismatch"));
    }

    @Test
    void manyAtOnceGetThatAnswerOrAreToldToAskAgain() throws Exception {
        var did = SimulatedCarrier.forSale();
        var key = UUID.randomUUID().toString();
        Callable<Response> request = () -> provision(key, Map.of("did", did.value()));

        List<Response> answers;
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = people.invokeAll(Stream.generate(() -> request).limit(32).toList()).stream()
                    .map(answer -> answer.resultNow()).toList();
        }

        answers.stream().filter(answer -> answer.statusCode() != 202).forEach(answer -> answer.then().statusCode(409)
                .header("Retry-After", "1").body("type", containsString("request-in-flight")));
        var repeated = provision(key, Map.of("did", did.value())).then().statusCode(202).extract().asString();
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202).map(Response::asString))
                .isNotEmpty().containsOnly(repeated);
        Ordering.awaitState(did, "done");
    }

    @Test
    void aRefusedRetryLeavesItsKeyFree() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        var key = UUID.randomUUID().toString();

        for (var i = 0; i < 2; i++) {
            Tokens.marta().header("Idempotency-Key", key).post("/api/numbers/{did}/order/retry", did.value()).then()
                    .statusCode(409).body("type", containsString("nothing-to-retry"));
        }
    }

    private static Response provision(String key, Map<String, ?> body) {
        return Tokens.marta().header("Idempotency-Key", key).body(body).post("/api/numbers/provision");
    }
}
