package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * A message as every client sees it: the same shape over REST, on the socket and in an event.
 *
 * @param seq its place in the thread; changes of the thread take numbers of the same sequence
 * @param mediaUrl the first medium's address, for clients of the original API
 * @param providerMsgId the carrier's {@code RefId}
 * @param errorCode a stable word ({@code expired}, {@code carrier-refused}, …)
 * @param errorText the carrier's own words
 * @param repeats how many times the carrier delivered it; 1 is the usual
 * @param author the agent who wrote it; absent for a contact's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(MessageId id, ThreadId threadId, long seq, Direction direction, MessageStatus status,
        PhoneNumber from, PhoneNumber to, String body, List<MediaView> media, @Nullable String mediaUrl,
        @Nullable String providerMsgId, @Nullable String errorCode, @Nullable String errorText, int repeats,
        @Nullable String author, List<PhoneNumber> participants, Instant createdAt, Instant updatedAt,
        @Nullable Instant readAt) {
}
