package dev.hilo.provisioning.order;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.failpoint.Step;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.carrier.NumberSettings;
import dev.hilo.provisioning.carrier.Purchase;
import dev.hilo.provisioning.intake.RegisterWebhook;
import dev.hilo.provisioning.number.Comparison;
import dev.hilo.provisioning.number.WantedNumber;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.smallrye.mutiny.Uni;

/** Does one step at the carrier, outside any transaction. May be repeated at any time, whatever became of the last try. */
@ApplicationScoped
class PerformStep {

    private final Carrier carrier;
    private final OurWebhook webhook;
    private final RegisterWebhook registerWebhook;

    PerformStep(Carrier carrier, OurWebhook webhook, RegisterWebhook registerWebhook) {
        this.carrier = carrier;
        this.webhook = webhook;
        this.registerWebhook = registerWebhook;
    }

    @Step
    Uni<StepResult> perform(StepTask task) {
        return start(task).onFailure(CarrierFailure.class)
                .recoverWithItem(StepResult.Failed::new);
    }

    private Uni<StepResult> start(StepTask task) {
        return switch (task.step()) {
            case BUY -> buy(task);
            case RECOGNISE -> carrier.numbers(task.did()).map(PerformStep::recognised);
            case ENABLE_MESSAGING -> change(task, NumberSettings.messaging(true, true));
            case ENSURE_WEBHOOK -> registerWebhook.ensure().chain(PerformStep::done);
            case ASSIGN_WEBHOOK -> change(task, NumberSettings.webhook(webhook.name()));
            case ASSIGN_CAMPAIGN -> assignCampaign(task);
            case VERIFY -> carrier.numbers(task.did()).map(found -> verify(task, found));
            // An order is not claimed before its time: who comes here has waited long enough.
            case COOL_DOWN -> done();
            case GIVE_BACK -> giveBack(task);
            case VERIFY_RELEASED -> carrier.numbers(task.did()).map(PerformStep::verifyReleased);
        };
    }

    /**
     * The carrier has no idempotency key, so ownership is asked first: after a crash between a purchase and our commit
     * the number is found to be ours, and nothing is bought.
     */
    private Uni<StepResult> buy(StepTask task) {
        return carrier.numbers(task.did()).chain(found -> found.isEmpty()
                ? carrier.buy(task.did(), task.reference()).chain(purchase -> bought(task, purchase))
                : done());
    }

    private Uni<StepResult> bought(StepTask task, Purchase purchase) {
        return switch (purchase) {
            case Purchase.Bought() -> done();
            case Purchase.AlreadyOurs() -> done();
            // "Not available" is also what the shelf says of a number that a lost try of ours has just bought.
            case Purchase.Gone(var code, var words) -> carrier.numbers(task.did())
                    .map(found -> found.isEmpty() ? new StepResult.Gone(code, words) : new StepResult.Done());
        };
    }

    private static StepResult recognised(List<CarrierNumber> found) {
        if (found.isEmpty()) {
            return failed(Kind.NOT_FOUND, "not-listed", "The account does not have this number");
        }
        var status = found.getFirst().status();
        return found.getFirst().isActive()
                ? new StepResult.Done()
                : failed(Kind.CONFLICT, "not-active",
                        "The carrier says " + status + "; only an active number is wired up");
    }

    private Uni<StepResult> assignCampaign(StepTask task) {
        return task.campaignId() == null
                ? Uni.createFrom().item(new StepResult.Skipped())
                : change(task, NumberSettings.campaign(task.campaignId()));
    }

    private StepResult verify(StepTask task, List<CarrierNumber> found) {
        if (found.isEmpty()) {
            return failed(Kind.NOT_FOUND, "not-listed", "The carrier does not list the number as ours");
        }
        var wanted = new WantedNumber(true, true, webhook.name(), task.campaignId());
        var differences = Comparison.differences(Comparison.between(wanted, found.getFirst()));
        return differences.isEmpty()
                ? new StepResult.Verified(found.getFirst())
                : failed(Kind.CONFLICT, "differs", differences);
    }

    private Uni<StepResult> giveBack(StepTask task) {
        return carrier.numbers(task.did())
                .chain(found -> found.isEmpty() ? done() : disconnect(task));
    }

    /** That it is not ours, all of a sudden, is what we want. */
    private Uni<StepResult> disconnect(StepTask task) {
        return carrier.release(task.did())
                .onFailure(failure -> failure instanceof CarrierFailure no && no.kind() == Kind.NOT_FOUND)
                .recoverWithNull().chain(PerformStep::done);
    }

    private static StepResult verifyReleased(List<CarrierNumber> found) {
        return found.isEmpty()
                ? new StepResult.Done()
                : failed(Kind.CONFLICT, "still-listed", "The carrier still lists the number as ours");
    }

    private Uni<StepResult> change(StepTask task, NumberSettings settings) {
        return carrier.change(task.did(), settings).chain(PerformStep::done);
    }

    private static Uni<StepResult> done() {
        return Uni.createFrom().item(new StepResult.Done());
    }

    private static StepResult failed(Kind kind, String code, String words) {
        return new StepResult.Failed(CarrierFailure.of(kind, code, words));
    }
}
