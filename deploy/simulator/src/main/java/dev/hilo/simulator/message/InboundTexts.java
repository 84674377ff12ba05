package dev.hilo.simulator.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.media.MediaShelf;
import dev.hilo.simulator.number.OwnedNumber;
import dev.hilo.simulator.number.OwnedNumbers;
import dev.hilo.simulator.phone.Conversations;
import dev.hilo.simulator.webhook.Posts;
import dev.hilo.simulator.webhook.Webhook;
import dev.hilo.simulator.webhook.Webhooks;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.buffer.Buffer;

/** Customers' texts on their way to the webhook of the number that they wrote to. */
public final class InboundTexts {

    private final Switches switches;
    private final OwnedNumbers numbers;
    private final Webhooks webhooks;
    private final Posts posts;
    private final RefIds ids;
    private final MessageRecords records;
    private final MediaShelf shelf;
    private final Conversations conversations;
    private final String publicUrl;
    private long total;

    /** @param publicUrl where the receiver of a webhook finds the media */
    public InboundTexts(Switches switches, OwnedNumbers numbers, Webhooks webhooks, Posts posts, RefIds ids,
            MessageRecords records, MediaShelf shelf, Conversations conversations, String publicUrl) {
        this.switches = switches;
        this.numbers = numbers;
        this.webhooks = webhooks;
        this.posts = posts;
        this.ids = ids;
        this.records = records;
        this.shelf = shelf;
        this.conversations = conversations;
        this.publicUrl = publicUrl;
    }

    /**
     * Posts a text to the webhook of each number of ours in {@code to}; answers the RefIds, one for each post. A member of
     * a group that is not ours gets nothing from here.
     *
     * @throws Unreachable when none of the numbers is ours or has a webhook
     */
    public List<String> receive(InboundText text) {
        var given = new ArrayList<String>();
        text.to().stream().flatMap(to -> numbers.find(to).stream())
                .forEach(number -> webhookOf(number)
                        .ifPresent(webhook -> given.addAll(receive(text, number.tn(), webhook))));
        if (given.isEmpty()) {
            throw new Unreachable("no number in 'to' is owned and has a webhook: buy it, put a webhook, assign it");
        }
        total++;
        return List.copyOf(given);
    }

    /**
     * Posts any body, as it is.
     *
     * @throws Unreachable when the number is not ours or has no webhook
     */
    public void raw(Tn to, String contentType, String body) {
        var webhook = numbers.find(to).flatMap(this::webhookOf)
                .orElseThrow(() -> new Unreachable("'to' is not owned or has no webhook"));
        posts.post("raw", webhook, contentType, body);
    }

    public long total() {
        return total;
    }

    public void clear() {
        total = 0;
    }

    private Optional<Webhook> webhookOf(OwnedNumber number) {
        return number.webhook().flatMap(webhooks::named);
    }

    private List<String> receive(InboundText text, Tn number, Webhook webhook) {
        var mms = !text.media().isEmpty() || text.to().size() > 1;
        var screen = conversations.written(text.from(), number, text.text(),
                text.media().stream().filter(path -> path.startsWith("/")).toList());
        var parts = mms || !switches.get(Switch.SPLIT_INBOUND) ? List.of(text.text()) : Segments.cut(text.text());
        return parts.stream().map(part -> {
            var refId = text.refId().orElseGet(ids::next);
            records.inbound(refId, text.from(), number, mms, mms ? 1 : Segments.count(part));
            posts.post("inbound", webhook, "application/json", Json.text(body(text, part, mms, refId)))
                    .onSuccess(screen::posted);
            return refId;
        }).toList();
    }

    private ObjectNode body(InboundText text, String part, boolean mms, String refId) {
        var inPart = !text.media().isEmpty() && switches.get(Switch.MMS_TEXT).equals("part");
        var body = Json.object();
        var minimal = switches.get(Switch.MINIMAL_PAYLOAD);
        if (!minimal) {
            body.put("RefId", refId);
        }
        var to = body.put("From", text.from().digits()).putArray("To");
        text.to().forEach(one -> to.add(one.digits()));
        body.put("Message", inPart ? "" : encoded(text, part));
        if (!text.media().isEmpty()) {
            var urls = body.putArray("MediaURLs");
            mediaParts(text, inPart ? part : "").forEach(urls::add);
        } else if (!mms) {
            emptyMedia(body);
        }
        return minimal ? body : body.put("DeliveryReceipt", false);
    }

    private void emptyMedia(ObjectNode body) {
        switch (switches.get(Switch.SMS_MEDIA)) {
            case "null" -> body.putNull("MediaURLs");
            case "empty" -> body.putArray("MediaURLs");
            default -> {
                // absent
            }
        }
    }

    private String encoded(InboundText text, String part) {
        return text.encoded().map(form -> form ? WireText.formEncoded(part) : part)
                .orElseGet(() -> WireText.message(part, switches));
    }

    /** The carrier's order: the layout, the pictures, the wording. */
    private List<String> mediaParts(InboundText text, String wording) {
        var folder = shelf.newFolder();
        var layout = "<smil><body><par><img src=\"part\"/><text src=\"text.txt\"/></par></body></smil>";
        var urls = new ArrayList<String>();
        urls.add(url(shelf.put(folder, "layout.smil", "application/smil", Buffer.buffer(layout))));
        text.media().forEach(media -> urls.add(media.startsWith("/") ? url(media) : media));
        if (!wording.isEmpty()) {
            var quoted = switches.get(Switch.TXT_ENCODING).equals("quoted-printable");
            var bytes = Buffer.buffer(quoted ? WireText.quotedPrintable(wording) : wording);
            urls.add(url(shelf.put(folder, "text.txt", "text/plain", bytes)));
        }
        return urls;
    }

    private String url(String path) {
        return publicUrl + path
                + (switches.get(Switch.MEDIA_QUERY) ? "?Expires=1893456000&Signature=c2ltdWxhdGVk" : "");
    }
}
