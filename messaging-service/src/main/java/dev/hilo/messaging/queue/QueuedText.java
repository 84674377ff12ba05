package dev.hilo.messaging.queue;

import java.time.Instant;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.messaging.MessageView;
import org.jspecify.annotations.Nullable;

/**
 * A text on its way out, as it enters the queue.
 *
 * @param seq its place in the thread; with {@code sendAt} the order inside the conversation
 * @param askedBy the agent who asked for it again
 * @param segments parts on the air; 1 for an MMS
 * @param replyUntil until then it answers a contact who has just written, at any hour; null for a text out of the blue
 * @param sendAt not before this moment
 * @param expiresAt after it the text fails as {@code expired}
 */
public record QueuedText(UUID messageId, UUID threadId, long seq, ConversationKey conversation,
        @Nullable String campaignId, @Nullable String askedBy, Lane lane, Passage passage, int segments, boolean mms,
        @Nullable Instant replyUntil, Instant sendAt, Instant expiresAt, MessageView.Waiting waiting) {

    /** The same text, waiting for something else. */
    public QueuedText waitingFor(MessageView.Waiting other) {
        return new QueuedText(messageId, threadId, seq, conversation, campaignId, askedBy, lane, passage, segments, mms,
                replyUntil, sendAt, expiresAt, other);
    }
}
