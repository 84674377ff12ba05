package dev.hilo.webhook.reread;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery is by today's parser.
 *
 * @param reason why it cannot be read, for one that cannot
 * @param events what would be emitted; none for one that cannot be read
 */
public record Reading(Kind kind, @Nullable String reason, List<HiloEvent> events) {

    /** How the journal names what came. */
    public enum Kind {
        /** A person's text between two numbers. */
        TEXT,
        /** A text with more than two people in it. */
        GROUP,
        /** What became of a text of ours. */
        RECEIPT,
        /** Not understood. */
        QUARANTINED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for a word that is no kind */
        public static Optional<Kind> of(String word) {
            for (var kind : values()) {
                if (kind.wire().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Who wrote it: of a receipt, the handset that it speaks of. */
    public Optional<PhoneNumber> from() {
        return events.stream().findFirst().map(event -> switch (event) {
            case InboundMessage.Received text -> text.contact();
            case DeliveryReceipt receipt -> receipt.contact();
            default -> throw unexpected(event);
        });
    }

    /** The numbers of ours that it reached. */
    public List<PhoneNumber> to() {
        return events.stream().map(event -> switch (event) {
            case InboundMessage.Received text -> text.did();
            case DeliveryReceipt receipt -> receipt.did();
            default -> throw unexpected(event);
        }).toList();
    }

    /** Everybody in it. */
    public List<PhoneNumber> people() {
        return events.stream().flatMap(event -> switch (event) {
            case InboundMessage.Received text -> Stream.concat(text.participants().stream(),
                    Stream.of(text.did(), text.contact()));
            case DeliveryReceipt receipt -> Stream.of(receipt.did(), receipt.contact());
            default -> throw unexpected(event);
        }).distinct().toList();
    }

    public Optional<ConversationKey> conversation() {
        return events.stream().findFirst().map(event -> switch (event) {
            case InboundMessage.Received text -> text.conversation();
            case DeliveryReceipt receipt -> receipt.conversation();
            default -> throw unexpected(event);
        });
    }

    /** A delivery gives texts or a receipt; anything else was put here by mistake. */
    static IllegalStateException unexpected(HiloEvent event) {
        return new IllegalStateException("no delivery gives a " + event.getClass().getSimpleName());
    }
}
