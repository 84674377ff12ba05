package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.OwnContext;
import dev.hilo.provisioning.SimulatedCarrier;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker dies at every boundary of every step; whoever comes next finishes the order, and nothing is bought twice. */
@QuarkusTest
class CrashTest {

    @Inject
    DyingWorker worker;

    @Inject
    OrderLedger ledger;

    @Inject
    OwnContext ownContext;

    @Inject
    Pool database;

    static Stream<Arguments> boundaries() {
        return OrderKind.PROVISION.steps().stream()
                .flatMap(step -> Stream.of(Boundary.values()).map(boundary -> Arguments.of(boundary, step)))
                // After the last step's end there is nothing left to resume.
                .filter(point -> !(point.get()[0] == Boundary.ENDED && point.get()[1] == StepName.VERIFY));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void anOrderOutlivesItsWorker(Boundary boundary, StepName step) {
        var did = SimulatedCarrier.forSale();
        worker.dieAt(boundary, step);
        Ordering.provision(did).statusCode(202);
        Soon.await().atMost(Duration.ofSeconds(20)).until(worker::hasDied);

        abandonLease(did);

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("state", org.hamcrest.Matchers.is("active"));
        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).hasSize(1);
        ToldOrders.endAsTheTableHasIt(did);
        ToldOrders.neverContradictThemselves(did);
    }

    @ParameterizedTest
    @MethodSource("releaseBoundaries")
    void aReleaseOutlivesItsWorker(Boundary boundary, StepName step) {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        worker.dieAt(boundary, step);
        Ordering.release(did).statusCode(202);
        Soon.await().atMost(Duration.ofSeconds(20)).until(worker::hasDied);

        abandonLease(did);

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("state", org.hamcrest.Matchers.is("released"));
        ToldOrders.endAsTheTableHasIt(did);
        ToldOrders.neverContradictThemselves(did);
    }

    static Stream<Arguments> releaseBoundaries() {
        return Stream.of(Arguments.of(Boundary.STARTED, StepName.GIVE_BACK),
                Arguments.of(Boundary.ANSWERED, StepName.GIVE_BACK), Arguments.of(Boundary.ENDED, StepName.GIVE_BACK),
                Arguments.of(Boundary.ANSWERED, StepName.VERIFY_RELEASED));
    }

    @Test
    void aWorkerThatLostItsLeaseChangesNothing() {
        var did = SimulatedCarrier.forSale();
        worker.dieAt(Boundary.ANSWERED, StepName.BUY);
        Ordering.provision(did).statusCode(202);
        Soon.await().atMost(Duration.ofSeconds(20)).until(worker::hasDied);
        var row = database.preparedQuery("select id, fence from number_order where did = $1")
                .execute(Tuple.of(did.value()))
                .await().atMost(Duration.ofSeconds(5)).iterator().next();
        var lost = new Lease(row.getUUID("id"), did, row.getLong("fence"));
        var task = new StepTask(StepName.BUY, did, null, lost.order().toString());
        abandonLease(did);
        Ordering.awaitState(did, "done");

        var wakesUp = ownContext.run(() -> ledger.end(lost, task, new StepResult.Gone("7501", "late")))
                .await().atMost(Duration.ofSeconds(5));

        assertThat(wakesUp).isFalse();
        assertThat(ownContext.run(() -> ledger.start(lost)).await().atMost(Duration.ofSeconds(5))).isEmpty();
        Ordering.order(did).body("state", org.hamcrest.Matchers.is("done"));
    }

    /** As time would, had the dead worker's lease run out. */
    private void abandonLease(PhoneNumber did) {
        var changed = database.preparedQuery("""
                update number_order set leased_until = now() - interval '1 second' where did = $1 and state = 'RUNNING'
                """).execute(Tuple.of(did.value())).await().atMost(Duration.ofSeconds(5));
        assertThat(changed.rowCount()).isEqualTo(1);
    }
}
