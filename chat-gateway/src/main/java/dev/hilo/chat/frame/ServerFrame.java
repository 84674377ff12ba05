package dev.hilo.chat.frame;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import org.jspecify.annotations.Nullable;

/**
 * What the server says on the socket. Every frame also carries a {@code cursor}; {@link FrameCodec} adds it, so that what
 * is the same for everybody is written once.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
        @JsonSubTypes.Type(value = ServerFrame.ThreadChanged.class, name = "thread"),
        @JsonSubTypes.Type(value = ServerFrame.Message.class, name = "message"),
        @JsonSubTypes.Type(value = ServerFrame.Status.class, name = "status"),
        @JsonSubTypes.Type(value = ServerFrame.Read.class, name = "read"),
        @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
        @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
        @JsonSubTypes.Type(value = ServerFrame.NumberChanged.class, name = "number"),
        @JsonSubTypes.Type(value = ServerFrame.OrderChanged.class, name = "order"),
        @JsonSubTypes.Type(value = ServerFrame.WorkspaceChanged.class, name = "workspace"),
        @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
        @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
        @JsonSubTypes.Type(value = ServerFrame.Problem.class, name = "problem")})
public sealed interface ServerFrame {

    /** @param resumed whether what was missed since the client's cursor follows */
    record Welcome(String user, boolean resumed) implements ServerFrame {
    }

    /**
     * A thread changed: for everybody who may see its number.
     *
     * @param detailed that those who have it open are told of the same number in a frame of its own, so that nobody takes
     *                 this one for all that happened; absent when this is all
     */
    record ThreadChanged(ThreadView thread, @Nullable Boolean detailed) implements ServerFrame {
    }

    /**
     * A message came, was accepted, or its content changed: for who has the thread open.
     *
     * @param seq the number the change took; {@code message.seq} is the message's place
     */
    record Message(ThreadId threadId, long seq, MessageView message) implements ServerFrame {
    }

    /** A message moved on: for who has the thread open. */
    record Status(ThreadId threadId, long seq, MessageId messageId, MessageStatus status, @Nullable String errorCode,
            @Nullable String errorText, @Nullable String providerMsgId, Instant updatedAt) implements ServerFrame {
    }

    /** The same person read the thread in another window: unread is the thread's {@code inboundCount} less this. */
    record Read(ThreadId threadId, long readSeq, long readInbound) implements ServerFrame {
    }

    record Typing(ThreadId threadId, String user, boolean on) implements ServerFrame {
    }

    /** @param users everybody who looks at the thread, the receiver included */
    record Presence(ThreadId threadId, List<String> users) implements ServerFrame {
    }

    /**
     * One of our numbers as it stands now. Not numbered: whoever was away reads the numbers again.
     *
     * @param number absent for who may not see it any more
     */
    record NumberChanged(PhoneNumber did, @Nullable NumberShown number) implements ServerFrame {
    }

    /** What is done with a number, after each change: for managers. Not numbered either. */
    record OrderChanged(OrderShown order) implements ServerFrame {
    }

    /**
     * Something that people share beside the conversations changed: read it again. Not numbered either.
     *
     * @param what such as {@code labels}
     */
    record WorkspaceChanged(String what) implements ServerFrame {
    }

    /**
     * What happened in between cannot be told: read it again.
     *
     * @param threadId absent for everything
     */
    record Resync(@Nullable ThreadId threadId) implements ServerFrame {
    }

    record Pong() implements ServerFrame {
    }

    /**
     * A frame of the client's was refused.
     *
     * @param problem the problem's type (RFC 9457), whose own name is taken by the frame's
     */
    record Problem(URI problem, String title, int status, @Nullable String detail, @Nullable ThreadId threadId)
            implements
                ServerFrame {
    }
}
