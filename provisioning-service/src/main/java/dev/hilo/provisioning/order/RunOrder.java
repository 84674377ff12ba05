package dev.hilo.provisioning.order;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Takes a claimed order from step to step until it is over, has to wait, or is lost to another worker. */
@ApplicationScoped
class RunOrder {

    private final OrderLedger ledger;
    private final PerformStep performStep;
    private final MeterRegistry meters;

    RunOrder(OrderLedger ledger, PerformStep performStep, MeterRegistry meters) {
        this.ledger = ledger;
        this.performStep = performStep;
        this.meters = meters;
    }

    /**
     * A failure of the returned Uni is not the carrier's but ours (the database is away, say): the order is left as it
     * lies, and its lease brings it back.
     */
    Uni<Void> run(Lease lease, Stopping stopping) {
        return ledger.start(lease).chain(task -> task.isEmpty()
                ? Uni.createFrom().voidItem()
                : runStep(lease, task.get()).chain(more -> more ? goOn(lease, stopping) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> goOn(Lease lease, Stopping stopping) {
        return stopping.requested() ? ledger.putDown(lease) : run(lease, stopping);
    }

    private Uni<Boolean> runStep(Lease lease, StepTask task) {
        return performStep.perform(task)
                .invoke(result -> count(task, result))
                .chain(result -> ledger.end(lease, task, result));
    }

    private void count(StepTask task, StepResult result) {
        var outcome = switch (result) {
            case StepResult.Done() -> "done";
            case StepResult.Verified(var _) -> "done";
            case StepResult.Skipped() -> "skipped";
            case StepResult.Gone(var _, var _) -> "gone";
            case StepResult.Failed(var failure) -> failure.code();
        };
        meters.counter("hilo.order.steps", "step", task.step().wire(), "outcome", outcome).increment();
    }

    /** Asked between two steps: whether the process is about to end. */
    @FunctionalInterface
    interface Stopping {

        boolean requested();
    }
}
