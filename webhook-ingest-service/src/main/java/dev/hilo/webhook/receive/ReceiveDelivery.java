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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts a post into the journal, or into quarantine when it cannot be JSON. */
@ApplicationScoped
class ReceiveDelivery {

    private static final Logger LOG = Logger.getLogger(ReceiveDelivery.class);
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
        JOURNALLED, NOT_JSON, OTHER_TYPE
    }

    /** @return fails when the journal did not take it */
    CompletionStage<Kept> receive(InetAddress source, @Nullable String contentType, Map<String, String> headers,
            byte[] body) {
        var delivery = delivery(source, contentType, headers, body);
        var conversation = ParseDelivery.conversationAtAGlance(body);
        return conversation.isPresent()
                ? journal(delivery, conversation.get().wire())
                : lookInto(delivery, body);
    }

    private CompletionStage<Kept> lookInto(WebhookDelivery delivery, byte[] body) {
        return switch (CarrierBody.read(body, delivery.contentType())) {
            case CarrierBody.Json json -> journal(delivery, keyOf(delivery, json));
            case CarrierBody.BeyondLimits _ -> journal(delivery, delivery.id().toString());
            case CarrierBody.NotJson(var reason) -> quarantine(delivery, reason).thenApply(_ -> Kept.NOT_JSON);
        };
    }

    /**
     * Keeps a post whose headers say already that it is not what we read; with a valid token it may still be somebody's
     * text.
     *
     * @return fails when the journal did not take it
     */
    CompletionStage<Kept> keepAside(InetAddress source, @Nullable String contentType, Map<String, String> headers,
            byte[] body, String reason) {
        return quarantine(delivery(source, contentType, headers, body), reason).thenApply(_ -> Kept.OTHER_TYPE);
    }

    private WebhookDelivery delivery(InetAddress source, @Nullable String contentType, Map<String, String> headers,
            byte[] body) {
        return WebhookDelivery.received(ids.next(), clock.instant(), source.getHostAddress(), contentType, headers,
                body);
    }

    /** The parser is total; should it have a hole all the same, the post is kept and only its order is lost. */
    private String keyOf(WebhookDelivery delivery, CarrierBody.Json json) {
        try {
            return parse.conversation(json, own::contains).map(ConversationKey::wire)
                    .orElseGet(() -> delivery.id().toString());
        } catch (RuntimeException hole) {
            LOG.errorf("the conversation of delivery %s cannot be read: %s", delivery.id(), hole.getClass().getName());
            return delivery.id().toString();
        }
    }

    private CompletionStage<Kept> journal(WebhookDelivery delivery, String key) {
        return journal.append(EventRecords.of(Topics.WEBHOOK_DELIVERIES, key, delivery, DELIVERY, delivery.id()))
                .thenApply(_ -> Kept.JOURNALLED);
    }

    private CompletionStage<Void> quarantine(WebhookDelivery delivery, String reason) {
        var event = new QuarantinedDelivery(Ids.derived(delivery.id(), "quarantine"), delivery.occurredAt(), reason,
                delivery);
        return journal.append(EventRecords.of(Topics.WEBHOOK_QUARANTINE, delivery.id().toString(), event, QUARANTINED,
                delivery.id()));
    }

    private static String typeOf(Class<? extends HiloEvent> event) {
        return event.getAnnotation(JsonTypeName.class).value();
    }
}
