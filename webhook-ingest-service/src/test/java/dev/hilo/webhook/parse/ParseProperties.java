package dev.hilo.webhook.parse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.webhook.journal.EventRecords;
import org.jspecify.annotations.Nullable;

/**
 * What holds for any bytes at all. Jazzer looks for bytes for which it does not ({@link #fuzzerTestOneInput}), and the
 * test run damages posts of every form.
 */
public final class ParseProperties {

    private static final ParseDelivery PARSE = Deliveries.parser();
    private static final List<String> TYPES = List.of("application/json", "application/json;charset=iso-8859-1");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern NEVER_ENCODED = Pattern.compile("[^\\x21-\\x7e]");

    private ParseProperties() {
    }

    /** Called by Jazzer with whatever it thinks of. */
    public static void fuzzerTestOneInput(byte[] body) {
        for (var type : TYPES) {
            var _ = check(body, type);
        }
    }

    /** @throws AssertionError when something does not hold */
    static Parsed check(byte[] body, String contentType) {
        var delivery = Deliveries.of(body, contentType);
        var parsed = PARSE.parse(delivery, Deliveries::own);

        require(PARSE.parse(delivery, Deliveries::own).equals(parsed), "the same bytes give the same result and ids");
        require(parsed.unknownMembers().size() <= Members.MOST_NAMES
                && parsed.unknownMembers().stream().allMatch(name -> name.length() <= Members.LONGEST_NAME
                        && storable(name) && name.chars().noneMatch(Character::isISOControl)),
                "names of what is not known are bounded and fit for a log");
        glance(body, contentType);
        switch (parsed) {
            case Parsed.Texts texts -> texts(texts, delivery, body, contentType);
            case Parsed.Receipt(var receipt, _) -> {
                roundTrip(receipt, DeliveryReceipt.class, delivery);
                require(all(receipt.text(), receipt.stat(), receipt.err(), receipt.refId(), receipt.textPrefix()),
                        "a receipt can be stored");
                require(receipt.stat().length() <= 128 && receipt.text().length() <= 2_000, "a receipt is bounded");
                sameKey(receipt.conversation().wire(), body, contentType);
            }
            case Parsed.Quarantined(var reason, _) -> require(!reason.isBlank() && reason.length() < 200,
                    "quarantine has a reason, and nothing of the content in it");
        }
        return parsed;
    }

    /** Whoever owns the numbers. */
    private static void glance(byte[] body, String contentType) {
        var seen = ParseDelivery.conversationAtAGlance(body);
        for (Predicate<PhoneNumber> own : List.<Predicate<PhoneNumber>>of(_ -> true, _ -> false, Deliveries::own)) {
            require(seen.isEmpty() || (CarrierBody.read(body, contentType) instanceof CarrierBody.Json json
                    && PARSE.conversation(json, own).equals(seen)), "who is found at a glance is found by the parser");
        }
    }

    private static void texts(Parsed.Texts texts, WebhookDelivery delivery, byte[] body, String contentType) {
        require(!texts.messages().isEmpty(), "a text reaches somebody");
        require(texts.messages().stream().map(InboundMessage.Received::id).distinct().count() == texts.messages()
                .size(), "each message has an id of its own");
        for (var message : texts.messages()) {
            roundTrip(message, InboundMessage.class, delivery);
            require(all(message.text(), message.refId()), "a text can be stored");
            require(message.refId() == null || message.refId().length() <= 256, "a reference is bounded");
            require(message.media().size() <= 200 && message.media().stream()
                    .allMatch(part -> part.url().length() <= 8_192 && storable(part.url())), "parts are bounded");
            require(message.participants().isEmpty() || (message.participants().size() > 2
                    && message.participants().size() <= 201
                    && message.participants().containsAll(List.of(message.did(), message.contact()))),
                    "a group names everybody");
        }
        require(texts instanceof Parsed.Group == !texts.messages().getFirst().participants().isEmpty(),
                "a group is who has participants");
        sameKey(texts.messages().getFirst().conversation().wire(), body, contentType);
        decodedOnce(texts.messages().getFirst().text(), body, contentType);
    }

    private static void sameKey(String conversation, byte[] body, String contentType) {
        require(CarrierBody.read(body, contentType) instanceof CarrierBody.Json json
                && PARSE.conversation(json, Deliveries::own).map(key -> key.wire().equals(conversation)).orElse(false),
                "the door's key is the event's");
    }

    /** Said once more, with the JDK's own decoder. */
    private static void decodedOnce(String text, byte[] body, String contentType) {
        if (CarrierBody.read(body, contentType) instanceof CarrierBody.Json(var root) && root.has("Message")) {
            var sent = sent(root.path("Message"));
            require(text.equals(Characters.storable(onceDecoded(sent))), "a text is decoded once");
        }
    }

    private static String sent(JsonNode message) {
        return message.isNull() ? "" : message.asText();
    }

    private static String onceDecoded(String sent) {
        if (NEVER_ENCODED.matcher(sent).find() || BROKEN_ESCAPE.matcher(sent).find()) {
            return sent;
        }
        var decoded = URLDecoder.decode(sent, StandardCharsets.UTF_8);
        // The JDK's decoder marks what is not UTF-8 with a character that may also have been sent.
        return decoded.indexOf('\uFFFD') >= 0 && !sent.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")
                ? sent
                : decoded.indexOf('\uFFFD') >= 0 ? Characters.decoded(sent) : decoded;
    }

    private static <T extends HiloEvent> void roundTrip(T event, Class<T> kind, WebhookDelivery delivery) {
        var written = EventCodec.write(event);
        require(written.length <= EventRecords.LARGEST, "an event fits its topic");
        require(written.length <= EventRecords.most(delivery), "the most that an event can take is known before");
        require(EventCodec.read(written, kind).orElseThrow().equals(event), "an event can be read again");
    }

    private static boolean all(@Nullable String... texts) {
        return Stream.of(texts).allMatch(text -> text == null || storable(text));
    }

    /** As PostgreSQL and UTF-8 see it. */
    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }
}
