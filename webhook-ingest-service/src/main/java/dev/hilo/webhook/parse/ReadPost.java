package dev.hilo.webhook.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.contracts.messaging.InboundMessage.Part;
import dev.hilo.webhook.parse.Post.Claim;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forms a post can have. Names are taken as the carrier writes them, else in any case; values leniently, since
 * its documents and what it sends differ (an array or a string, a boolean or {@code "true"}, absent, null or empty).
 */
final class ReadPost {

    private static final Set<String> TEXT_EVENTS = Set.of("", "message", "sms", "mms", "inbound", "message.received");
    private static final Set<String> RECEIPT_EVENTS = Set.of("dlr", "receipt", "delivery_receipt", "status");

    private static final int MOST = 200;
    private static final int LONGEST_STATUS = 64;
    /** References are short (8 hex digits, a UUID); readers keep them in an index, which has no room for a novel. */
    private static final int LONGEST_REFERENCE = 256;
    /** Room for any signed address. */
    private static final int LONGEST_URL = 8_192;

    /** Whether the form of 3CX is read; one source alone describes it. */
    private final boolean threeCx;

    ReadPost(boolean threeCx) {
        this.threeCx = threeCx;
    }

    Post read(JsonNode root) {
        if (root.isArray()) {
            return new Post.Unknown("an array: the carrier posts one message at a time", List.of());
        }
        if (!root.isObject()) {
            return new Post.Unknown("the body is JSON, but no object", List.of());
        }
        var members = Members.of(root, "");
        if (root.has("Message") || root.has("MediaURLs") || root.has("DeliveryReceipt")) {
            return bulkVs(members);
        }
        if (root.has("body") || root.has("eventType") || root.has("mediaUrl") || root.has("messageId")) {
            return simple(members);
        }
        if (members.take("From") != null || members.take("To") != null) {
            return bulkVs(members);
        }
        if (root.path("data").isObject()) {
            return threeCx
                    ? threeCx(members, root.path("data"))
                    : unknown("the form of 3CX, which is switched off", members);
        }
        return unknown("neither sender nor recipient: no form that is known", members);
    }

    private static Post bulkVs(Members post) {
        var message = post.take("Message");
        var claim = claim(post.take("DeliveryReceipt"));
        var media = media(post, "MediaURLs", "MediaURL", "MediaUrl");
        if (message != null && message.isContainerNode()) {
            return addressedButUnknown("Message is no text", post);
        }
        if (message == null && media.isEmpty() && !(claim instanceof Claim.Marked)) {
            return addressedButUnknown("neither text nor media", post);
        }
        var text = Characters.storable(Characters.decoded(words(message)));
        return addressed(post, text, media, "RefId", claim);
    }

    private static Claim claim(@Nullable JsonNode mark) {
        if (mark == null || mark.isNull() || mark.isContainerNode()) {
            return new Claim.Unmarked();
        }
        return switch (mark.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> new Claim.Marked();
            case "false", "0", "no" -> new Claim.Text();
            default -> new Claim.Unmarked();
        };
    }

    private static Post simple(Members post) {
        var event = words(post.take("eventType")).strip().toLowerCase(Locale.ROOT);
        if (RECEIPT_EVENTS.contains(event)) {
            return simpleReceipt(post);
        }
        var body = post.take("body");
        var media = media(post, "mediaUrl", "mediaUrls");
        if (!TEXT_EVENTS.contains(event)) {
            return addressedButUnknown("an eventType that is not known", post);
        }
        if (body != null && body.isContainerNode()) {
            return addressedButUnknown("body is no text", post);
        }
        if (body == null && media.isEmpty()) {
            return addressedButUnknown("neither text nor media", post);
        }
        return addressed(post, Characters.storable(words(body)), media, "messageId", new Claim.Text());
    }

    private static Post simpleReceipt(Members post) {
        var status = words(post.take("status")).strip();
        var err = text(post.take("errorCode"));
        if (status.isEmpty() || status.length() > LONGEST_STATUS || (err != null && err.length() > LONGEST_STATUS)) {
            return addressedButUnknown("a receipt without a status", post);
        }
        return addressed(post, Characters.storable(status), List.of(), "messageId",
                new Claim.Stated(Characters.storable(statOf(status)), err));
    }

    /** The simple form's words in the carrier's; others go on as they are. */
    private static String statOf(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "delivered" -> "DELIVRD";
            case "failed", "undelivered", "undeliverable" -> "UNDELIV";
            case "rejected" -> "REJECTD";
            case "expired" -> "EXPIRED";
            case "deleted" -> "DELETED";
            case "sent", "accepted" -> "ACCEPTD";
            default -> status.toUpperCase(Locale.ROOT);
        };
    }

    private static Post threeCx(Members root, JsonNode object) {
        var _ = root.take("data");
        var data = Members.of(object, "data.");
        var event = words(data.take("event_type"));
        var payload = Members.of(object.path("payload"), "data.payload.");
        var _ = data.take("payload");
        if (!event.equals("message.received")) {
            return new Post.Unknown("an event of 3CX that is not known", Members.unknown(root, data));
        }
        var from = phoneNumbers(payload.take("from"));
        var to = phoneNumbers(payload.take("to"));
        var text = payload.take("text");
        List<Part> media = new ArrayList<>(media(data, "media"));
        media.addAll(media(payload, "media"));
        // Says again what the parts say.
        var _ = data.take("type");
        var refId = reference(data, "id");
        var unknown = Members.unknown(root, data, payload);
        if (text != null && text.isContainerNode()) {
            return new Post.Unknown("text is no text", unknown);
        }
        if (text == null && media.isEmpty()) {
            return new Post.Unknown("neither text nor media", unknown);
        }
        return bounded(new Post.Read(from.isEmpty() ? "" : from.getFirst(), to, Characters.storable(words(text)),
                media.stream().distinct().toList(), refId, new Claim.Text(), unknown));
    }

    /** {@code {"phone_number":"+1…"}}, one or several, or bare. */
    private static List<String> phoneNumbers(@Nullable JsonNode value) {
        return strings(value, "phone_number");
    }

    private static Post addressed(Members post, String text, List<Part> media, String reference, Claim claim) {
        var from = words(post.take("From"));
        var to = strings(post.take("To"), "phone_number");
        var refId = reference(post, reference);
        return bounded(new Post.Read(from, to, text, media, refId, claim, post.unknown()));
    }

    /** As {@link #unknown}, where sender, recipients and reference are no surprise. */
    private static Post addressedButUnknown(String reason, Members post) {
        for (var name : List.of("From", "To", "RefId", "messageId")) {
            var _ = post.take(name);
        }
        return unknown(reason, post);
    }

    private static Post unknown(String reason, Members post) {
        return new Post.Unknown(reason, post.unknown());
    }

    /** No MMS has hundreds of either; what pretends to would outgrow the topics it goes to. */
    private static Post bounded(Post.Read post) {
        if (post.to().size() > MOST || post.media().size() > MOST) {
            return new Post.Unknown("more recipients or parts than a message can have", post.unknownMembers());
        }
        if (post.media().stream().anyMatch(part -> part.url().length() > LONGEST_URL)) {
            return new Post.Unknown("the address of a part is longer than an address can be", post.unknownMembers());
        }
        return post;
    }

    /** The parts of an MMS, in order. The layout file ({@code .smil}) is nothing to look at. */
    private static List<Part> media(Members object, String... names) {
        List<Part> parts = new ArrayList<>();
        for (var name : names) {
            for (var url : strings(object.take(name), "url")) {
                var kind = extension(url);
                if (!kind.equals("smil")) {
                    parts.add(new Part(Characters.storable(url), kind.equals("txt")));
                }
            }
        }
        return parts.stream().distinct().toList();
    }

    /** Of the address's path, lower case: the query may hold a signature that ends in anything. */
    private static String extension(String url) {
        var end = IntStream.of(url.indexOf('?'), url.indexOf('#')).filter(at -> at >= 0).min().orElse(url.length());
        var name = url.substring(url.lastIndexOf('/', end) + 1, Math.max(end, url.lastIndexOf('/', end) + 1));
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** @param inside where an object, and not a bare value, holds the value */
    private static List<String> strings(@Nullable JsonNode value, String inside) {
        if (value == null) {
            return List.of();
        }
        return StreamSupport.stream((value.isArray() ? value : List.of(value)).spliterator(), false)
                .map(element -> element.isObject() ? element.path(inside) : element)
                .map(element -> element.isNull() ? "" : element.asText().strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String words(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** Taken when it can be one; else it stays among what is not known. */
    private static @Nullable String reference(Members post, String name) {
        var value = post.peek(name);
        var text = text(value);
        if ((value != null && value.isContainerNode()) || (text != null && text.length() > LONGEST_REFERENCE)) {
            return null;
        }
        var _ = post.take(name);
        return text;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        var text = Characters.storable(words(value).strip());
        return text.isEmpty() ? null : text;
    }
}
