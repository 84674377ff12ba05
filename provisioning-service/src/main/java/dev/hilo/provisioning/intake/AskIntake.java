package dev.hilo.provisioning.intake;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.provisioning.webhook.OurWebhook;
import dev.hilo.provisioning.webhook.WebhookConfig;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Whether the intake would take a post that carries our token. */
@ApplicationScoped
class AskIntake {

    private static final Logger LOG = Logger.getLogger(AskIntake.class);

    private final IntakeApi intake;
    private final OurWebhook webhook;
    private final WebhookConfig config;

    AskIntake(@RestClient IntakeApi intake, OurWebhook webhook, WebhookConfig config) {
        this.intake = intake;
        this.webhook = webhook;
        this.config = config;
    }

    /** What the intake said; {@code UNKNOWN} when it could not be asked, or is too busy to say. */
    enum Saying {
        TAKES, REFUSES, UNKNOWN
    }

    Uni<Saying> once() {
        return intake.wouldTake(webhook.token()).map(answer -> saying(answer.getStatus()))
                .ifNoItem().after(config.intakePatience()).fail()
                .onFailure().recoverWithItem(failure -> {
                    // Without its words: they may repeat the address, and with it the token.
                    LOG.infof("the intake could not be asked: %s", failure.getClass().getName());
                    return Saying.UNKNOWN;
                });
    }

    /** Every time by another connection, so that each of several instances has probably been asked; one no is a no. */
    Uni<Saying> severalTimes() {
        return again(config.intakeAsks());
    }

    private Uni<Saying> again(int times) {
        return once().chain(saying -> saying == Saying.TAKES && times > 1
                ? again(times - 1)
                : Uni.createFrom().item(saying));
    }

    private static Saying saying(int status) {
        return switch (status) {
            case 204 -> Saying.TAKES;
            case 401 -> Saying.REFUSES;
            default -> Saying.UNKNOWN;
        };
    }
}
