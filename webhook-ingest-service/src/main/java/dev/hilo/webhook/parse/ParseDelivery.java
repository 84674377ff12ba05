package dev.hilo.webhook.parse;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.identity.Ids;
import dev.hilo.webhook.parse.Post.Claim;

/**
 * Reads a delivery. Total and pure: any bytes give a result, the same bytes the same result with the same ids, and
 * nothing is dropped.
 */
@ApplicationScoped
public class ParseDelivery {

    private final ReadPost posts;

    ParseDelivery(ParseConfig config) {
        this.posts = new ReadPost(config.threeCx());
    }

    /** @param own whether a number is ours */
    public Parsed parse(WebhookDelivery delivery, Predicate<PhoneNumber> own) {
        return switch (CarrierBody.read(delivery.body(), delivery.contentType())) {
            case CarrierBody.NotJson(var reason) -> new Parsed.Quarantined(reason);
            case CarrierBody.BeyondLimits(var reason) -> new Parsed.Quarantined(reason);
            case CarrierBody.Json(var root) -> switch (posts.read(root)) {
                case Post.Unknown(var reason) -> new Parsed.Quarantined(reason);
                case Post.Read post -> classified(delivery, post, own);
            };
        };
    }

    /** The conversation that a body belongs to, when it says; the journal is ordered by it. */
    public Optional<ConversationKey> conversation(CarrierBody.Json body, Predicate<PhoneNumber> own) {
        return switch (posts.read(body.root())) {
            case Post.Unknown _ -> Optional.empty();
            case Post.Read post -> {
                var people = Addresses.of(post);
                yield people.complete() ? Optional.of(people.conversation(own)) : Optional.empty();
            }
        };
    }

    private static Parsed classified(WebhookDelivery delivery, Post.Read post, Predicate<PhoneNumber> own) {
        var people = Addresses.of(post);
        if (!people.complete()) {
            return new Parsed.Quarantined("the sender or every recipient is no phone number");
        }
        return switch (post.claim()) {
            case Claim.Text _ -> texts(delivery, post, people, own);
            case Claim.Unmarked _ -> SmppReceipt.complete(post.text())
                    .map(receipt -> receipt(delivery, post, people.conversation(own), receipt, false))
                    .orElseGet(() -> texts(delivery, post, people, own));
            case Claim.Marked _ -> SmppReceipt.readable(post.text())
                    .map(receipt -> receipt(delivery, post, people.conversation(own), receipt, true))
                    .orElseGet(() -> new Parsed.Quarantined("marked as a receipt, but its words are none"));
            case Claim.Stated(var stat, var err) -> receipt(delivery, post, people.conversation(own),
                    new SmppReceipt(stat, err, null), true);
        };
    }

    private static Parsed texts(WebhookDelivery delivery, Post.Read post, Addresses people,
            Predicate<PhoneNumber> own) {
        List<InboundMessage.Received> messages = people.reached(own).stream()
                .map(did -> new InboundMessage.Received(Ids.derived(delivery.id(), "text " + did.value()),
                        delivery.occurredAt(), delivery.id(), did, people.sender(), people.group(), post.text(),
                        post.media(), post.refId()))
                .toList();
        return new Parsed.Texts(messages);
    }

    private static Parsed receipt(WebhookDelivery delivery, Post.Read post, ConversationKey conversation,
            SmppReceipt receipt, boolean flagged) {
        var did = conversation.did();
        return new Parsed.Receipt(new DeliveryReceipt(Ids.derived(delivery.id(), "receipt " + did.value()),
                delivery.occurredAt(), delivery.id(), did, conversation.contact(), post.refId(), receipt.stat(),
                receipt.err(), receipt.textPrefix(), flagged, post.text()));
    }
}
