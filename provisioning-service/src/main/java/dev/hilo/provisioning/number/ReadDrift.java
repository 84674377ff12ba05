package dev.hilo.provisioning.number;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Reads a number back from the carrier and compares; changes nothing. Drift is silent: nobody is told of a change there. */
@ApplicationScoped
class ReadDrift {

    private final OurNumberRows rows;
    private final Carrier carrier;
    private final OurWebhook webhook;
    private final CompareNumber compareNumber;

    ReadDrift(OurNumberRows rows, Carrier carrier, OurWebhook webhook, CompareNumber compareNumber) {
        this.rows = rows;
        this.carrier = carrier;
        this.webhook = webhook;
        this.compareNumber = compareNumber;
    }

    Uni<DriftView> read(PhoneNumber did) {
        return Panache.withSession(() -> rows.require(did)).chain(number -> carrier.numbers(did)
                .chain(found -> carrier.webhooks(webhook.name())
                        .map(hooks -> compareNumber.compare(number, found, hooks))));
    }
}
