package dev.hilo.provisioning.number;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.carrier.CarrierWebhook;
import dev.hilo.provisioning.webhook.OurWebhook;

/** A number beside what the carrier has of it and of our webhook. */
@ApplicationScoped
class CompareNumber {

    private final OurWebhook webhook;
    private final Clock clock;

    CompareNumber(OurWebhook webhook, Clock clock) {
        this.webhook = webhook;
        this.clock = clock;
    }

    /** @param found the carrier's record, or nothing when the number is not ours */
    DriftView compare(OurNumber number, List<CarrierNumber> found, List<CarrierWebhook> hooks) {
        var wantedAtAll = number.state() != NumberState.RELEASED;
        if (found.isEmpty()) {
            return new DriftView(number.did().value(), clock.instant(), false, wantedAtAll, List.of());
        }
        List<FieldCheck> fields = new ArrayList<>(Comparison.between(number.wanted(), found.getFirst()));
        fields.add(webhookAddress(hooks));
        var drifted = !wantedAtAll || fields.stream().anyMatch(field -> !field.same());
        return new DriftView(number.did().value(), clock.instant(), true, drifted, List.copyOf(fields));
    }

    private FieldCheck webhookAddress(List<CarrierWebhook> hooks) {
        if (hooks.isEmpty()) {
            return new FieldCheck("webhookUrl", webhook.maskedUrl(), null, false);
        }
        var actual = hooks.getFirst();
        var same = webhook.isAsWanted(actual);
        var shown = webhook.mask(actual.url()) + (actual.receipts() ? "" : ", without receipts")
                + (!same && webhook.mask(actual.url()).equals(webhook.maskedUrl()) && actual.receipts()
                        ? ", another token or method"
                        : "");
        return new FieldCheck("webhookUrl", webhook.maskedUrl(), shown, same);
    }
}
