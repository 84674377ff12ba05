package dev.hilo.provisioning.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

/** Who watches the topic, or asks for the list, sees each order move. */
@QuarkusTest
class ToldOrdersTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void eachStepIsToldAsItStartsAndAsItEnds() {
        var did = SimulatedCarrier.forSale();

        Ordering.provisioned(did);

        ToldOrders.endAsTheTableHasIt(did);
        ToldOrders.neverContradictThemselves(did);
        var steps = List.of("buy", "enable-messaging", "ensure-webhook", "assign-webhook", "assign-campaign", "verify");
        List<String> expected = new ArrayList<>(List.of("running: "));
        steps.forEach(step -> expected.addAll(List.of("running: " + step + " running", "running: " + step + " done")));
        expected.set(expected.size() - 1, "done: verify done");
        assertThat(moves(did)).isEqualTo(expected);
        assertThat(ToldOrders.of(did)).extracting(OrderRecord::orderId).containsOnly(ToldOrders.of(did).getFirst()
                .orderId());
    }

    @Test
    void aStepThatWaitsSaysWhenItGoesOnAndWhy() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", "503", "apiOn", "POST/tnRecord", "times", 1));

        Ordering.provisioned(did);

        ToldOrders.endAsTheTableHasIt(did);
        ToldOrders.neverContradictThemselves(did);
        assertThat(ToldOrders.of(did)).filteredOn(order -> order.nextTryAt() != null).singleElement()
                .satisfies(order -> {
                    assertThat(order.nextTryAt()).isAfter(order.requestedAt());
                    assertThat(order.steps()).filteredOn(
                            step -> step.state() == OrderRecord.StepState.WAITING).singleElement()
                            .satisfies(step -> {
                                assertThat(step.name()).isEqualTo("enable-messaging");
                                assertThat(step.code()).isEqualTo("7503");
                            });
                });
    }

    @Test
    void aFailureAPersonsRetryAndTheOrderThatTakesItsPlaceAreTold() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "failed");
        Ordering.retry(did, false).statusCode(202);
        Ordering.awaitState(did, "failed");

        Ordering.release(did).statusCode(202);
        Ordering.awaitState(did, "done");

        ToldOrders.endAsTheTableHasIt(did);
        ToldOrders.neverContradictThemselves(did);
        assertThat(states(did)).containsExactly("provision running", "provision failed", "provision running",
                "provision failed", "provision cancelled", "release running", "release done");
        assertThat(ToldOrders.of(did)).filteredOn(order -> order.state() == OrderRecord.State.FAILED)
                .allSatisfy(order -> assertThat(order.steps()).anySatisfy(
                        step -> assertThat(step.words()).isEqualTo("Campaign has reached its limit of numbers")));
    }

    @Test
    void aNumberThatWasSoldMeanwhileIsToldAsGone() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", "sold", "apiOn", "POST/orderTn"));

        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "gone");

        ToldOrders.endAsTheTableHasIt(did);
        assertThat(states(did)).containsExactly("provision running", "provision gone");
    }

    @Test
    void theListHasTheNewestFirstWithTheirSteps() {
        var older = SimulatedCarrier.forSale();
        Ordering.provisioned(older);
        var newer = SimulatedCarrier.forSale();
        Ordering.provisioned(newer);

        Tokens.marta().get("/api/numbers/orders?limit=2").then().statusCode(200)
                .body("did", contains(newer.value(), older.value())).body("state", everyItem(is("done")))
                .body("[0].steps.name", contains("buy", "enable-messaging", "ensure-webhook", "assign-webhook",
                        "assign-campaign", "verify"))
                .body("[0].nextTryAt", nullValue());
    }

    @Test
    void theListGoesOnWhereItStoppedAndShowsNothingTwice() {
        Stream.generate(SimulatedCarrier::forSale).limit(5).forEach(Ordering::provisioned);
        var all = Tokens.marta().get("/api/numbers/orders?limit=200").then().extract().<List<String>>path("id");
        List<String> paged = new ArrayList<>();

        var next = "/api/numbers/orders?limit=2";
        while (next != null && paged.size() < all.size()) {
            var page = Tokens.marta().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
            paged.addAll(page.path("id"));
            var link = page.header("Link");
            next = link == null ? null : link.replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        }

        assertThat(paged).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates().isEqualTo(all);
    }

    @Test
    void theOpenOnesAreThoseThatRunOrWaitForAPerson() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "failed");

        Tokens.marta().get("/api/numbers/orders?open=true").then().statusCode(200)
                .body("[0].did", is(did.value())).body("state", everyItem(is(oneOf("running", "failed"))));
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        Tokens.marta().get("/api/numbers/orders?cursor=first").then().statusCode(422).body("errors[0].pointer",
                is("cursor"));
        Tokens.marta().get("/api/numbers/orders?cursor={place}", new UUID(0, 0)).then().statusCode(200)
                .body("size()", is(0));
    }

    /** The order's state, and the step that moved. */
    private static List<String> moves(PhoneNumber did) {
        var told = ToldOrders.of(did);
        List<String> moves = new ArrayList<>();
        for (var i = 0; i < told.size(); i++) {
            var before = i == 0 ? List.<OrderRecord.Step>of() : told.get(i - 1).steps();
            var moved = told.get(i).steps().stream().filter(step -> !before.isEmpty() && !before.contains(step))
                    .map(step -> step.name() + " " + step.state().wire()).toList();
            moves.add(told.get(i).state().wire() + ": " + String.join(", ", moved));
        }
        return moves;
    }

    /** What became of them, each state once. */
    private static List<String> states(PhoneNumber did) {
        List<String> states = new ArrayList<>();
        for (var order : ToldOrders.of(did)) {
            var state = order.kind() + " " + order.state().wire();
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        }
        return states;
    }
}
