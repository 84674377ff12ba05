package dev.hilo.webhook.parse;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.identity.Ids;
import dev.hilo.webhook.parse.Post.Claim;
import org.jboss.logging.Logger;

/**
 * Reads a delivery. Total and pure: any bytes give a result, the same bytes the same result with the same ids, and
 * nothing is dropped.
 */
@ApplicationScoped
public class ParseDelivery {

    private static final Logger LOG = Logger.getLogger(ParseDelivery.class);
    /** Stands for a recipient that is no phone number among the names of what was not read. */
    private static final String STRANGER = "To[]";

    private final ReadPost posts;

    ParseDelivery(ParseConfig config) {
        this.posts = new ReadPost(config.threeCx());
    }

    /** @param own whether a number is ours */
    public Parsed parse(WebhookDelivery delivery, Predicate<PhoneNumber> own) {
        return switch (CarrierBody.read(delivery.body(), delivery.contentType())) {
            case CarrierBody.NotJson(var reason) -> new Parsed.Quarantined(reason, List.of());
            case CarrierBody.BeyondLimits(var reason) -> new Parsed.Quarantined(reason, List.of());
            case CarrierBody.Json(var root) -> switch (posts.read(root)) {
                case Post.Unknown(var reason, var unknownMembers) -> new Parsed.Quarantined(reason, unknownMembers);
                case Post.Read post -> read(delivery, post, own);
            };
        };
    }

    /** As {@link #parse}, which is total; should it have a hole all the same, the delivery is kept and work goes on. */
    public Parsed parseOrSetAside(WebhookDelivery delivery, Predicate<PhoneNumber> own) {
        try {
            return parse(delivery, own);
        } catch (RuntimeException hole) {
            LOG.errorf(hole, "the parser failed on delivery %s", delivery.id());
            return new Parsed.Quarantined("the parser failed: " + hole.getClass().getSimpleName(), List.of());
        }
    }

    /**
     * The conversation of a post whose form needs no parser; it is JSON then, and this is what {@link #conversation} would
     * say. Most of what the carrier posts is of that form, and the door does nothing that can be left to those behind it.
     */
    public static Optional<ConversationKey> conversationAtAGlance(byte[] body) {
        return FirstGlance.at(body);
    }

    /**
     * The conversation that a body belongs to, when it says; the journal is ordered by it. It is that of the (first)
     * event that {@link #parse} reads from the same body.
     */
    public Optional<ConversationKey> conversation(CarrierBody.Json body, Predicate<PhoneNumber> own) {
        return switch (posts.read(body.root())) {
            case Post.Unknown _ -> Optional.empty();
            case Post.Read post -> {
                var people = Addresses.of(post);
                yield !people.complete()
                        ? Optional.empty()
                        : Optional.of(switch (meaning(post)) {
                            case Meaning.Words _ -> people.conversation(own);
                            case Meaning.Outcome _,Meaning.Nothing _ -> people.conversationOfReceipt(own);
                        });
            }
        };
    }

    /** What the words of a post are, as far as they and its claim say. */
    private sealed interface Meaning {

        /** A person's. */
        record Words() implements Meaning {
        }

        /** @param flagged whether the post says itself that it is a receipt */
        record Outcome(SmppReceipt receipt, boolean flagged) implements Meaning {
        }

        /** Said to be a receipt, and readable as none. */
        record Nothing() implements Meaning {
        }
    }

    private static Meaning meaning(Post.Read post) {
        return switch (post.claim()) {
            case Claim.Text _ -> new Meaning.Words();
            case Claim.Unmarked _ -> SmppReceipt.complete(post.text())
                    .<Meaning>map(receipt -> new Meaning.Outcome(receipt, false)).orElseGet(Meaning.Words::new);
            case Claim.Marked _ -> SmppReceipt.readable(post.text())
                    .<Meaning>map(receipt -> new Meaning.Outcome(receipt, true)).orElseGet(Meaning.Nothing::new);
            case Claim.Stated(var stat, var err) -> new Meaning.Outcome(new SmppReceipt(stat, err, null), true);
        };
    }

    private static Parsed read(WebhookDelivery delivery, Post.Read post, Predicate<PhoneNumber> own) {
        var people = Addresses.of(post);
        var unknown = people.strangers()
                ? Stream.concat(post.unknownMembers().stream().limit(Members.MOST_NAMES - 1L), Stream.of(STRANGER))
                        .toList()
                : post.unknownMembers();
        if (!people.complete()) {
            return new Parsed.Quarantined("the sender or every recipient is no phone number", unknown);
        }
        return switch (meaning(post)) {
            case Meaning.Words _ -> texts(delivery, post, people, own, unknown);
            case Meaning.Outcome(var receipt, var flagged) -> new Parsed.Receipt(
                    receipt(delivery, post, people.conversationOfReceipt(own), receipt, flagged), unknown);
            case Meaning.Nothing _ ->
                new Parsed.Quarantined("marked as a receipt, but its words are none", unknown);
        };
    }

    private static Parsed texts(WebhookDelivery delivery, Post.Read post, Addresses people,
            Predicate<PhoneNumber> own, List<String> unknown) {
        var group = people.group();
        var messages = people.reached(own).stream()
                .map(did -> new InboundMessage.Received(Ids.derived(delivery.id(), "text " + did.value()),
                        delivery.occurredAt(), delivery.id(), did, people.sender(), group, post.text(), post.media(),
                        post.refId()))
                .toList();
        if (!group.isEmpty()) {
            return new Parsed.Group(messages, unknown);
        }
        return post.media().isEmpty()
                ? new Parsed.Sms(messages.getFirst(), unknown)
                : new Parsed.Mms(messages.getFirst(), unknown);
    }

    private static DeliveryReceipt receipt(WebhookDelivery delivery, Post.Read post, ConversationKey conversation,
            SmppReceipt receipt, boolean flagged) {
        var did = conversation.did();
        return new DeliveryReceipt(Ids.derived(delivery.id(), "receipt " + did.value()), delivery.occurredAt(),
                delivery.id(), did, conversation.contact(), post.refId(), receipt.stat(), receipt.err(),
                receipt.textPrefix(), flagged, post.text());
    }
}
