package dev.hilo.provisioning.number;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.carrier.CarrierWebhook;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Reads a number back from the carrier and compares; changes nothing. Drift is silent: nobody is told of a change there. */
@ApplicationScoped
class ReadDrift {

    private final OurNumberRows rows;
    private final Carrier carrier;
    private final OurWebhook webhook;
    private final Clock clock;

    ReadDrift(OurNumberRows rows, Carrier carrier, OurWebhook webhook, Clock clock) {
        this.rows = rows;
        this.carrier = carrier;
        this.webhook = webhook;
        this.clock = clock;
    }

    Uni<DriftView> read(PhoneNumber did) {
        return Panache.withSession(() -> rows.require(did)).chain(number -> carrier.numbers(did)
                .chain(found -> carrier.webhooks(webhook.name()).map(hooks -> compare(number, found, hooks))));
    }

    private DriftView compare(OurNumber number, List<CarrierNumber> found, List<CarrierWebhook> hooks) {
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
