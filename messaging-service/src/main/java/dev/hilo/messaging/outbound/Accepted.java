package dev.hilo.messaging.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an accepted text: it is stored, and will be sent or named failed.
 *
 * @param waiting what keeps it back as long as it is queued
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Accepted(MessageId id, ThreadId threadId, MessageStatus status, long seq,
        MessageView.@Nullable Waiting waiting) {

    static Accepted of(Message message) {
        return new Accepted(new MessageId(message.id()), new ThreadId(message.threadId()), message.status(),
                message.seq(), message.waiting());
    }
}
