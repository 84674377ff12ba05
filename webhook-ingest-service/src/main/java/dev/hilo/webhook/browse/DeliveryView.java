package dev.hilo.webhook.browse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.outcome.Outcome;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.Reading;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One line of the journal.
 *
 * @param source the address that posted it
 * @param bytes of the body
 * @param kind what it is by today's parser
 * @param reason why it cannot be read
 * @param conversation {@code did|contact}
 * @param from who wrote it; of a receipt, the handset
 * @param to the numbers of ours that it reached
 * @param preview the beginning of its words, or of its body when it cannot be read
 * @param media how many media it points at
 * @param outcome absent while messaging cannot be asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(UUID id, Place place, Instant at, String source, int bytes, Reading.Kind kind,
        @Nullable String reason, @Nullable String conversation, @Nullable PhoneNumber from,
        @Nullable List<PhoneNumber> to, @Nullable String preview, @Nullable String refId, @Nullable Integer media,
        @Nullable Outcome outcome) {

    private static final int PREVIEW = 100;

    public static DeliveryView of(Journalled found, Reading reading) {
        var delivery = found.delivery();
        var body = delivery.body();
        var first = reading.events().stream().findFirst();
        return new DeliveryView(delivery.id(), found.place(), delivery.occurredAt(), delivery.sourceIp(), body.length,
                reading.kind(), reading.reason(), reading.conversation().map(ConversationKey::wire).orElse(null),
                reading.from().orElse(null), first.isEmpty() ? null : reading.to(),
                preview(first.map(DeliveryView::words).orElseGet(() -> new String(body, UTF_8))),
                first.flatMap(DeliveryView::refId).orElse(null), first.map(DeliveryView::media).orElse(null), null);
    }

    DeliveryView with(@Nullable Outcome became) {
        return new DeliveryView(id, place, at, source, bytes, kind, reason, conversation, from, to, preview, refId,
                media, became);
    }

    /** The beginning of a text, never half a character. */
    public static String preview(String text) {
        return text.codePointCount(0, Math.min(text.length(), 2 * PREVIEW)) <= PREVIEW && text.length() <= 2 * PREVIEW
                ? text
                : text.substring(0, text.offsetByCodePoints(0, PREVIEW)) + "…";
    }

    private static String words(HiloEvent event) {
        return switch (event) {
            case InboundMessage.Received text -> text.text();
            case DeliveryReceipt receipt -> receipt.err() == null || receipt.err().equals("000")
                    ? receipt.stat()
                    : receipt.stat() + " " + receipt.err();
            default -> "";
        };
    }

    private static Optional<String> refId(HiloEvent event) {
        return Optional.ofNullable(switch (event) {
            case InboundMessage.Received text -> text.refId();
            case DeliveryReceipt receipt -> receipt.refId();
            default -> null;
        });
    }

    private static @Nullable Integer media(HiloEvent event) {
        return event instanceof InboundMessage.Received text
                ? (int) text.media().stream().filter(part -> !part.text()).count()
                : null;
    }
}
