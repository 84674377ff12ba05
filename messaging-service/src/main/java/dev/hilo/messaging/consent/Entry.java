package dev.hilo.messaging.consent;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.keyword.Language;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param word the keyword or phrase that was recognised
 * @param text what the contact wrote, exactly
 * @param answer our confirmation or answer
 * @param at when they wrote it, or when one of us took it down
 */
record Entry(UUID id, PhoneNumber contact, Sender sender, UUID threadId, Kind kind, Channel channel,
        @Nullable String actor, @Nullable String word, @Nullable Language language, @Nullable String text,
        @Nullable UUID messageId, @Nullable String reason, @Nullable Message answer, Instant at) {

    /** What happened. */
    enum Kind {
        OPT_OUT, OPT_IN,
        /** A text may ask for silence; an agent has to say. */
        UNCLEAR,
        /** An agent said that it does not. */
        KEPT,
        /** We asked the contact to say YES if texts may come again. */
        ASKED, HELP;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** By whose doing. */
    enum Channel {
        KEYWORD, AGENT, MANAGER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
