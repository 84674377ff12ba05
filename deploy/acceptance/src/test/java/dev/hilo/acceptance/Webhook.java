package dev.hilo.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hilo.acceptance.history.History.Kind;
import dev.hilo.acceptance.history.History.Post;

/** What the carrier has to tell us about, and how often it was told so far. Numbers in E.164. */
final class Webhook {

    /** The two spellings that the intake understands. */
    enum Form {
        BULKVS, SIMPLE
    }

    final Kind kind;
    final String did;
    final String contact;
    final String text;
    final String refId;
    final String body;
    /** Acknowledgements after which the carrier is content; more than one is a repeat. */
    final int wanted;
    final AtomicInteger acknowledged = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger unanswered = new AtomicInteger();

    private Webhook(Kind kind, String did, String contact, String text, String refId, int wanted,
            Map<String, ?> body) {
        this.kind = kind;
        this.did = did;
        this.contact = contact;
        this.text = text;
        this.refId = refId;
        this.wanted = wanted;
        this.body = LocalSystem.text(body);
    }

    /** @param refId null for a text that only its words tell from others */
    static Webhook text(Form form, String contact, String did, String text, String refId, int wanted) {
        var body = new LinkedHashMap<String, Object>();
        switch (form) {
            case BULKVS -> {
                body.put("From", digits(contact));
                body.put("To", List.of(digits(did)));
                body.put("Message", URLEncoder.encode(text, StandardCharsets.UTF_8));
                if (refId != null) {
                    body.put("RefId", refId);
                }
            }
            case SIMPLE -> {
                body.put("from", contact);
                body.put("to", did);
                body.put("body", text);
                if (refId != null) {
                    body.put("messageId", refId);
                }
            }
        }
        return new Webhook(Kind.TEXT, did, contact, text, refId, wanted, body);
    }

    /** A text of ours was delivered, or one that nobody knows. */
    static Webhook receipt(Form form, String contact, String did, String refId, int wanted) {
        var words = "id:4711 sub:001 dlvrd:001 submit date:2611220800 done date:2611220801 stat:DELIVRD err:000";
        Map<String, ?> body = switch (form) {
            case BULKVS -> Map.of("From", digits(contact), "To", List.of(digits(did)), "DeliveryReceipt", "true",
                    "RefId", refId, "Message", URLEncoder.encode(words, StandardCharsets.UTF_8));
            case SIMPLE -> Map.of("from", contact, "to", did, "eventType", "dlr", "status", "delivered", "messageId",
                    refId);
        };
        return new Webhook(Kind.RECEIPT, did, contact, words, refId, wanted, body);
    }

    int attempts() {
        return acknowledged.get() + refused.get() + unanswered.get();
    }

    Post told() {
        return new Post(kind, did, contact, text, refId, acknowledged.get(), refused.get(), unanswered.get());
    }

    private static String digits(String number) {
        return number.substring(1);
    }
}
