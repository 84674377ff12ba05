package dev.hilo.chat.live;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.chat.testing.Browser;
import dev.hilo.chat.testing.Neighbours;
import dev.hilo.chat.testing.Stream;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people do to a number shows on every screen that has it, and on no other; orders on managers' screens. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(Neighbours.class)
class LiveNumbersTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    @TestHTTPResource("/ws")
    URI http;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final List<Browser> browsers = new ArrayList<>();
    private final UUID order = UUID.randomUUID();
    private Stream stream;
    private PhoneNumber did;

    @BeforeEach
    void aNumberOfSupport() {
        stream = new Stream(kafka);
        did = PhoneNumber.of("+1786558" + NUMBERS.getAndIncrement());
        stream.stands(number("Before " + did.value(), null, NumberRecord.State.ACTIVE, "C0DEMO1", "support"));
        Soon.await().untilAsserted(() -> assertThat(RestAssured.given().auth().oauth2(Tokens.of("marta"))
                .get("/api/me").<List<String>>path("numbers.did")).contains(did.value()));
    }

    @AfterEach
    void leave() {
        browsers.forEach(Browser::close);
        stream.close();
    }

    @Test
    void aNewNameColourOrStateShowsAtOnceToWhoHasTheNumber() {
        var ana = as("ana");
        var leo = as("leo");
        var marta = as("marta");

        stream.stands(number("Soporte", "#10b981", NumberRecord.State.RELEASING, "C0DEMO1", "support"));

        for (var screen : List.of(ana, marta)) {
            var frame = awaitNumber(screen);
            assertThat(frame.path("number").path("name").asText()).isEqualTo("Soporte");
            assertThat(frame.path("number").path("color").asText()).isEqualTo("#10b981");
            assertThat(frame.path("number").path("state").asText()).isEqualTo("releasing");
        }
        assertThat(leo.settle().of("number")).isEmpty();
        assertThat(ana.of("resync")).isEmpty();
    }

    @Test
    void nobodyLearnsFromAFrameWhoseANumberIsOrInWhichCampaign() {
        var ana = as("ana");

        stream.stands(number("Soporte", null, NumberRecord.State.ACTIVE, "C0DEMO2", "support", "night"));

        assertThat(awaitNumber(ana).path("number").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("did", "name", "state", "smsEnabled", "mmsEnabled");
        assertThat(ana.settle().of("number").toString()).doesNotContain("C0DEMO", "night", "support");
    }

    @Test
    void whatIsManagersBusinessAloneReachesManagersAlone() {
        var ana = as("ana");
        var marta = as("marta");

        stream.stands(number("Before " + did.value(), null, NumberRecord.State.ACTIVE, "C0OTHER", "support"));

        assertThat(awaitNumber(marta).has("number")).isTrue();
        assertThat(ana.settle().of("number")).isEmpty();
    }

    @Test
    void aRecordThatRepeatsAnotherIsNotTold() {
        var marta = as("marta");

        stream.stands(number("Before " + did.value(), null, NumberRecord.State.ACTIVE, "C0DEMO1", "support"));
        stream.stands(number("After", null, NumberRecord.State.ACTIVE, "C0DEMO1", "support"));

        assertThat(awaitNumber(marta).path("number").path("name").asText()).isEqualTo("After");
        assertThat(numbers(marta.settle())).hasSize(1);
    }

    @Test
    void aNumberThatMovesIsTakenFromOneTeamAndGivenToTheOtherWithinASecond() {
        var ana = as("ana");
        var leo = as("leo");
        var marta = as("marta");

        stream.stands(number("Sales now", null, NumberRecord.State.ACTIVE, "C0DEMO1", "sales"));

        assertThat(awaitNumber(ana).has("number")).isFalse();
        assertThat(awaitNumber(leo).path("number").path("name").asText()).isEqualTo("Sales now");
        assertThat(awaitNumber(marta).path("number").path("name").asText()).isEqualTo("Sales now");
        for (var screen : List.of(ana, leo)) {
            assertThat(screen.settle().frames().stream().map(frame -> frame.path("type").asText())
                    .filter(type -> !type.equals("pong"))).as("whose cursor knows the new view")
                    .containsSubsequence("resync", "number");
        }

        stream.stands(number("Not yours", null, NumberRecord.State.ACTIVE, "C0DEMO1", "sales"));
        Soon.await().atMost(AT_ONCE).until(() -> numbers(leo).size() == 2);
        assertThat(numbers(ana.settle())).hasSize(1);
    }

    @Test
    void eachStepOfAnOrderShowsAtOnceToManagersAndToNobodyElse() {
        var marta = as("marta");
        var root = as("root");
        var ana = as("ana");

        stream.moves(order(OrderRecord.State.RUNNING, "buy", OrderRecord.StepState.RUNNING));
        stream.moves(order(OrderRecord.State.RUNNING, "buy", OrderRecord.StepState.DONE));
        stream.moves(order(OrderRecord.State.FAILED, "assign-campaign", OrderRecord.StepState.FAILED));

        for (var screen : List.of(marta, root)) {
            Soon.await().atMost(AT_ONCE).until(() -> orders(screen).size() == 3);
            assertThat(orders(screen)).extracting(frame -> frame.at("/order/state").asText() + " "
                    + frame.at("/order/steps/0/name").asText() + " " + frame.at("/order/steps/0/state").asText())
                    .containsExactly("running buy running", "running buy done", "failed assign-campaign failed");
            assertThat(orders(screen).getFirst().path("order").properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder("id", "did", "kind", "state", "campaignId", "requestedBy", "requestedAt",
                            "steps");
            assertThat(orders(screen).getFirst().at("/order/id").asText()).isEqualTo(order.toString());
        }
        assertThat(ana.settle().of("order")).isEmpty();
    }

    @Test
    void manyOrdersAtOnceHoldUpNobody() {
        var marta = as("marta");

        IntStream.range(0, 500).forEach(
                _ -> stream.moves(order(OrderRecord.State.RUNNING, "buy", OrderRecord.StepState.RUNNING)));

        Soon.await().atMost(Duration.ofSeconds(5)).until(() -> orders(marta).size() == 500);
        assertThat(marta.closeCode()).isZero();
    }

    private NumberRecord number(String name, @Nullable String color, NumberRecord.State state, String campaign,
            String... teams) {
        return new NumberRecord(UUID.randomUUID(), Instant.now(), did, name, state, true, true, campaign,
                List.of(teams), color);
    }

    private OrderRecord order(OrderRecord.State state, String step, OrderRecord.StepState stepState) {
        return new OrderRecord(UUID.randomUUID(), Instant.now(), order, did, "provision", state, "C0DEMO1", "marta",
                Instant.now(), null, null,
                List.of(new OrderRecord.Step(step, stepState, 1, null, null, Instant.now(), null)));
    }

    private JsonNode awaitNumber(Browser screen) {
        Soon.await("number frame").atMost(AT_ONCE).until(() -> !numbers(screen).isEmpty());
        return numbers(screen).getLast();
    }

    /** Those of this test's number. */
    private List<JsonNode> numbers(Browser screen) {
        return screen.of("number").stream().filter(frame -> frame.path("did").asText().equals(did.value())).toList();
    }

    private List<JsonNode> orders(Browser screen) {
        return screen.of("order").stream().filter(frame -> frame.at("/order/did").asText().equals(did.value()))
                .toList();
    }

    private Browser as(String user) {
        var browser = Browser.connect(URI.create(http.toString().replaceFirst("^http", "ws")),
                Map.of("Authorization", "Bearer " + Tokens.of(user)));
        browsers.add(browser);
        return browser.hello();
    }
}
