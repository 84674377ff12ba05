package dev.hilo.chat.frame;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hilo.contracts.ThreadId;
import org.jspecify.annotations.Nullable;

/** What a client may say on the socket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
        @JsonSubTypes.Type(value = ClientFrame.Open.class, name = "open"),
        @JsonSubTypes.Type(value = ClientFrame.Close.class, name = "close"),
        @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
        @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping")})
public sealed interface ClientFrame {

    /**
     * The first frame.
     *
     * @param cursor of the last frame seen on an earlier socket; absent for a page that has just been loaded
     */
    record Hello(@Nullable String cursor) implements ClientFrame {
    }

    /**
     * Messages of the thread shall follow.
     *
     * @param afterSeq what the client has; absent when it only wants what comes
     */
    record Open(@JsonProperty(required = true) ThreadId threadId, @Nullable Long afterSeq) implements ClientFrame {

        public Open {
            Objects.requireNonNull(threadId);
            if (afterSeq != null && afterSeq < 0) {
                throw new IllegalArgumentException("afterSeq is not below zero");
            }
        }
    }

    record Close(@JsonProperty(required = true) ThreadId threadId) implements ClientFrame {

        public Close {
            Objects.requireNonNull(threadId);
        }
    }

    /** @param on whether they type or have stopped */
    record Typing(@JsonProperty(required = true) ThreadId threadId,
            @JsonProperty(required = true) boolean on) implements ClientFrame {

        public Typing {
            Objects.requireNonNull(threadId);
        }
    }

    /** Asks for a pong: a browser cannot see the protocol's own pings. */
    record Ping() implements ClientFrame {
    }
}
