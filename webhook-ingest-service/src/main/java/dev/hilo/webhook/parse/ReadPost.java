package dev.hilo.webhook.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** Whether the form of 3CX is read; one source alone describes it. */
    private final boolean threeCx;

    ReadPost(boolean threeCx) {
        this.threeCx = threeCx;
    }

    Post read(JsonNode root) {
        if (!root.isObject()) {
            return new Post.Unknown("the body is JSON, but no object");
        }
        if (root.has("Message") || root.has("MediaURLs") || root.has("DeliveryReceipt")) {
            return bulkVs(root);
        }
        if (root.has("body") || root.has("eventType") || root.has("mediaUrl") || root.has("messageId")) {
            return simple(root);
        }
        if (member(root, "From") != null || member(root, "To") != null) {
            return bulkVs(root);
        }
        if (root.path("data").isObject()) {
            return threeCx ? threeCx(root.path("data")) : new Post.Unknown("the form of 3CX, which is switched off");
        }
        return new Post.Unknown("neither sender nor recipient: no form that is known");
    }

    private static Post bulkVs(JsonNode root) {
        var message = member(root, "Message");
        if (message != null && message.isContainerNode()) {
            return new Post.Unknown("Message is no text");
        }
        var claim = claim(member(root, "DeliveryReceipt"));
        var media = media(root, "MediaURLs", "MediaURL", "MediaUrl");
        if (message == null && media.isEmpty() && !(claim instanceof Claim.Marked)) {
            return new Post.Unknown("neither text nor media");
        }
        var text = Characters.storable(Characters.decoded(words(message)));
        return addressed(root, text, media, text(member(root, "RefId")), claim);
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

    private static Post simple(JsonNode root) {
        var event = words(member(root, "eventType")).strip().toLowerCase(Locale.ROOT);
        var refId = text(member(root, "messageId"));
        if (RECEIPT_EVENTS.contains(event)) {
            var status = words(member(root, "status")).strip();
            if (status.isEmpty() || status.length() > LONGEST_STATUS) {
                return new Post.Unknown("a receipt without a status");
            }
            return addressed(root, Characters.storable(status), List.of(), refId,
                    new Claim.Stated(Characters.storable(statOf(status)), text(member(root, "errorCode"))));
        }
        if (!TEXT_EVENTS.contains(event)) {
            return new Post.Unknown("an eventType that is not known");
        }
        var body = member(root, "body");
        if (body != null && body.isContainerNode()) {
            return new Post.Unknown("body is no text");
        }
        var media = media(root, "mediaUrl", "mediaUrls");
        if (body == null && media.isEmpty()) {
            return new Post.Unknown("neither text nor media");
        }
        return addressed(root, Characters.storable(words(body)), media, refId, new Claim.Text());
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

    private static Post threeCx(JsonNode data) {
        if (!data.path("event_type").asText().equals("message.received")) {
            return new Post.Unknown("an event of 3CX that is not known");
        }
        var payload = data.path("payload");
        List<String> to = new ArrayList<>();
        payload.path("to").forEach(recipient -> to.add(recipient.path("phone_number").asText()));
        List<Part> media = new ArrayList<>(media(data, "media"));
        media.addAll(media(payload, "media"));
        return bounded(new Post.Read(payload.path("from").path("phone_number").asText(), to,
                Characters.storable(words(payload.path("text"))), media, text(member(data, "id")), new Claim.Text()));
    }

    private static Post addressed(JsonNode root, String text, List<Part> media, @Nullable String refId, Claim claim) {
        return bounded(new Post.Read(words(member(root, "From")), strings(member(root, "To")), text, media, refId,
                claim));
    }

    /** No MMS has hundreds of either; what pretends to would outgrow the topics it goes to. */
    private static Post bounded(Post.Read post) {
        return post.to().size() > MOST || post.media().size() > MOST
                ? new Post.Unknown("more recipients or parts than a message can have")
                : post;
    }

    /** The parts of an MMS, in order. The layout file ({@code .smil}) is nothing to look at. */
    private static List<Part> media(JsonNode object, String... names) {
        List<Part> parts = new ArrayList<>();
        for (var name : names) {
            for (var url : strings(member(object, name))) {
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

    private static List<String> strings(@Nullable JsonNode value) {
        if (value == null) {
            return List.of();
        }
        return StreamSupport.stream((value.isArray() ? value : List.of(value)).spliterator(), false)
                .map(element -> element.isObject() ? element.path("url") : element)
                .map(element -> element.isNull() ? "" : element.asText().strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String words(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        var text = Characters.storable(words(value).strip());
        return text.isEmpty() ? null : text;
    }

    private static @Nullable JsonNode member(JsonNode object, String name) {
        var exact = object.get(name);
        return exact != null ? exact : anyCase(object, name).orElse(null);
    }

    private static Optional<JsonNode> anyCase(JsonNode object, String name) {
        return object.properties().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name)).findFirst()
                .map(entry -> entry.getValue());
    }
}
