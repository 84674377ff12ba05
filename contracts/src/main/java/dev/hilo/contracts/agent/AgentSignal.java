package dev.hilo.contracts.agent;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;

/** What one agent does right now: the topic {@code agent.signals}. Forgotten after minutes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = AgentSignal.Typing.class, name = "agent.typing.v1"),
        @JsonSubTypes.Type(value = AgentSignal.Viewing.class, name = "agent.viewing.v1"),
        @JsonSubTypes.Type(value = AgentSignal.SignedOut.class, name = "agent.signed-out.v1")})
public sealed interface AgentSignal extends HiloEvent {

    /** What one agent does in a thread. */
    sealed interface InThread extends AgentSignal {

        String user();

        ThreadId threadId();

        /** Whose teams may see the signal. */
        PhoneNumber did();
    }

    /** @param on false when they stopped */
    record Typing(UUID id, Instant occurredAt, String user, ThreadId threadId, PhoneNumber did, boolean on)
            implements
                InThread {
    }

    /** @param on false when they left */
    record Viewing(UUID id, Instant occurredAt, String user, ThreadId threadId, PhoneNumber did, boolean on)
            implements
                InThread {
    }

    /**
     * A browser's session ended, whoever was told first.
     *
     * @param session SHA-256 of the provider's id of it, in hex
     */
    record SignedOut(UUID id, Instant occurredAt, String session) implements AgentSignal {
    }
}
