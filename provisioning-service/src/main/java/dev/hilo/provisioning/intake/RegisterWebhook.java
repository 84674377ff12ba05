package dev.hilo.provisioning.intake;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import dev.hilo.provisioning.carrier.CarrierWebhook;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Writes our webhook at the carrier, and reads it back. Posts with a token that the intake refuses would be lost after
 * the carrier's few repeats, so the intake is asked before the carrier is told another address.
 */
@ApplicationScoped
public class RegisterWebhook {

    private static final Logger LOG = Logger.getLogger(RegisterWebhook.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final int READINGS = 5;

    private final Carrier carrier;
    private final OurWebhook webhook;
    private final AskIntake askIntake;

    RegisterWebhook(Carrier carrier, OurWebhook webhook, AskIntake askIntake) {
        this.carrier = carrier;
        this.webhook = webhook;
        this.askIntake = askIntake;
    }

    /**
     * Makes the carrier have it as wanted, and does nothing where it has. An intake that cannot be asked holds up a
     * change of the address, but not the first webhook of an account, which takes no text from anywhere.
     */
    public Uni<Void> ensure() {
        return carrier.webhooks(webhook.name()).chain(found -> isAsWanted(found)
                ? Uni.createFrom().voidItem()
                : askIntake.once().invoke(saying -> refuse(saying, found))
                        .chain(() -> carrier.putWebhook(webhook.wanted()))
                        .chain(this::readBack).onFailure(NotYet.class).transform(_ -> differs()));
    }

    /**
     * Writes it whatever the carrier has. Fails with a problem: 409 when the intake refuses our token, 503 when it cannot
     * be asked; then the carrier was not told anything.
     */
    Uni<Void> renew() {
        return askIntake.severalTimes().invoke(RegisterWebhook::refuse)
                .chain(() -> carrier.putWebhook(webhook.wanted()))
                .chain(() -> readBack().onFailure(NotYet.class).retry().withBackOff(SOON, LATER).atMost(READINGS))
                .onFailure(NotYet.class).transform(_ -> differs())
                .invoke(() -> LOG.infof("the webhook %s was renewed at the carrier", webhook.name()));
    }

    private void refuse(AskIntake.Saying saying, List<CarrierWebhook> found) {
        switch (saying) {
            case TAKES -> {
                // Go on.
            }
            case REFUSES -> throw CarrierFailure.of(Kind.REFUSED, "intake-refuses-token",
                    "The intake does not take our token; give it the token first");
            case UNKNOWN -> {
                if (found.stream().anyMatch(actual -> !actual.url().equals(webhook.wanted().url()))) {
                    throw CarrierFailure.of(Kind.NOT_SENT, "intake-unavailable",
                            "The intake cannot be asked whether it takes our token");
                }
            }
        }
    }

    private static void refuse(AskIntake.Saying saying) {
        switch (saying) {
            case TAKES -> {
                // Go on.
            }
            case REFUSES -> throw ProblemException.of(ProvisioningProblem.INTAKE_REFUSES_TOKEN,
                    "Nothing was changed. Give the intake the new token beside the old one, wait until each of its "
                            + "instances has it, and renew again");
            case UNKNOWN -> throw ProblemException.of(ProvisioningProblem.INTAKE_UNAVAILABLE, "Nothing was changed");
        }
    }

    private Uni<Void> readBack() {
        return carrier.webhooks(webhook.name()).invoke(found -> {
            if (!isAsWanted(found)) {
                throw new NotYet();
            }
        }).replaceWithVoid();
    }

    private boolean isAsWanted(List<CarrierWebhook> found) {
        return found.stream().anyMatch(webhook::isAsWanted);
    }

    private static CarrierFailure differs() {
        return CarrierFailure.of(Kind.UNCERTAIN, "webhook-differs",
                "The webhook reads back differently from what was written");
    }

    /** It reads back as before, or otherwise: the carrier may need a moment. */
    private static final class NotYet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYet() {
            super("not as written", null, false, false);
        }
    }
}
