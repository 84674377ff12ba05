package dev.hilo.provisioning.intake;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierWebhook;
import dev.hilo.provisioning.number.Numbers;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Asks the carrier, the intake and the table, and puts side by side what they say of our webhook. */
@ApplicationScoped
class LookAtWebhook {

    private final Carrier carrier;
    private final OurWebhook webhook;
    private final AskIntake askIntake;
    private final Numbers numbers;
    private final Clock clock;

    LookAtWebhook(Carrier carrier, OurWebhook webhook, AskIntake askIntake, Numbers numbers, Clock clock) {
        this.carrier = carrier;
        this.webhook = webhook;
        this.askIntake = askIntake;
        this.numbers = numbers;
        this.clock = clock;
    }

    Uni<WebhookView> look() {
        return Uni.combine().all()
                .unis(carrier.webhooks(webhook.name()), askIntake.once())
                .asTuple()
                .chain(said -> Panache.withSession(() -> numbers.pointingTo(webhook.name()))
                        .map(pointing -> view(said.getItem1(), said.getItem2(), pointing)));
    }

    private WebhookView view(List<CarrierWebhook> found, AskIntake.Saying saying, long pointing) {
        var actual = found.stream().findFirst();
        return new WebhookView(webhook.name(), actual.map(one -> webhook.mask(one.url())).orElse(null),
                webhook.maskedUrl(), is(actual, CarrierWebhook::receipts),
                actual.map(CarrierWebhook::method).orElse(null), is(actual, webhook::isAsWanted),
                is(actual, webhook::hasOurToken), is(actual, webhook::hasOurAddress), takes(saying), pointing,
                clock.instant());
    }

    private static boolean is(Optional<CarrierWebhook> actual, Predicate<CarrierWebhook> what) {
        return actual.filter(what).isPresent();
    }

    private static @Nullable Boolean takes(AskIntake.Saying saying) {
        return switch (saying) {
            case TAKES -> true;
            case REFUSES -> false;
            case UNKNOWN -> null;
        };
    }
}
