package dev.hilo.webhook.receive;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.identity.Ids;
import dev.hilo.webhook.journal.EventRecords;
import dev.hilo.webhook.journal.Journal;
import dev.hilo.webhook.number.OwnNumbers;
import dev.hilo.webhook.parse.CarrierBody;
import dev.hilo.webhook.parse.ParseDelivery;
import org.jspecify.annotations.Nullable;

/** Puts a post into the journal, or into quarantine when it is not even JSON. */
@ApplicationScoped
class ReceiveDelivery {

    private static final String DELIVERY = typeOf(WebhookDelivery.class);
    private static final String QUARANTINED = typeOf(QuarantinedDelivery.class);

    private final Journal journal;
    private final ParseDelivery parse;
    private final OwnNumbers own;
    private final Ids ids;
    private final Clock clock;

    ReceiveDelivery(Journal journal, ParseDelivery parse, OwnNumbers own, Ids ids, Clock clock) {
        this.journal = journal;
        this.parse = parse;
        this.own = own;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was kept, once the journal says so. */
    enum Kept {
        JOURNALLED, QUARANTINED
    }

    /** @return fails when the journal did not take it */
    CompletionStage<Kept> receive(InetAddress source, @Nullable String contentType, Map<String, String> headers,
            byte[] body) {
        var delivery = WebhookDelivery.received(ids.next(), clock.instant(), source.getHostAddress(), contentType,
                headers, body);
        return switch (CarrierBody.read(body, contentType)) {
            case CarrierBody.Json json -> journal(delivery,
                    parse.conversation(json, own::contains).map(ConversationKey::wire)
                            .orElseGet(() -> delivery.id().toString()));
            case CarrierBody.BeyondLimits _ -> journal(delivery, delivery.id().toString());
            case CarrierBody.NotJson(var reason) -> quarantine(delivery, reason);
        };
    }

    private CompletionStage<Kept> journal(WebhookDelivery delivery, String key) {
        return journal.append(EventRecords.of(Topics.WEBHOOK_DELIVERIES, key, delivery, DELIVERY, delivery.id()))
                .thenApply(_ -> Kept.JOURNALLED);
    }

    private CompletionStage<Kept> quarantine(WebhookDelivery delivery, String reason) {
        var event = new QuarantinedDelivery(Ids.derived(delivery.id(), "quarantine"), delivery.occurredAt(), reason,
                delivery);
        return journal.append(EventRecords.of(Topics.WEBHOOK_QUARANTINE, delivery.id().toString(), event, QUARANTINED,
                delivery.id())).thenApply(_ -> Kept.QUARANTINED);
    }

    private static String typeOf(Class<? extends HiloEvent> event) {
        return event.getAnnotation(JsonTypeName.class).value();
    }
}
