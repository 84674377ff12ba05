package dev.hilo.messaging.consent;

import java.time.Instant;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ThreadView;
import org.jspecify.annotations.Nullable;

/**
 * What a contact asks of one number at present.
 *
 * @param sender the number with its campaign and brand when they said so
 * @param since when they said so
 * @param messageId their text; absent when they said it otherwise
 * @param entryId where the ledger has it
 */
record Wish(PhoneNumber contact, Sender sender, ThreadView.Asked asked, Instant since, @Nullable UUID messageId,
        UUID entryId) {

    ConversationKey key() {
        return new ConversationKey(sender.did(), contact);
    }

    /** As the thread with one of our numbers shows it: a text of another thread is not named there. */
    ThreadView.Consent in(PhoneNumber did) {
        return new ThreadView.Consent(asked, since,
                messageId == null || !did.equals(sender.did()) ? null : new MessageId(messageId));
    }
}
