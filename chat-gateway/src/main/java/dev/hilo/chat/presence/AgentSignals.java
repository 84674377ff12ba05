package dev.hilo.chat.presence;

import java.time.Clock;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.agent.AgentSignal;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.event.EventHeaders;
import dev.hilo.platform.event.UnreadableEvent;
import dev.hilo.platform.identity.Ids;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells every gateway, this one included, what an agent does right now. Lossy on purpose: a signal that Kafka does not
 * take is dropped, one that came too late is not passed on, and what is repeated every few seconds heals itself.
 */
@ApplicationScoped
public class AgentSignals {

    private static final Logger LOG = Logger.getLogger(AgentSignals.class);

    private final Emitter<byte[]> out;
    private final Ids ids;
    private final Clock clock;
    private volatile Consumer<AgentSignal> listener = signal -> {
    };

    AgentSignals(@Channel("signals-out") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<byte[]> out, Ids ids,
            Clock clock) {
        this.out = out;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who hears the signals of all gateways. */
    public void listen(Consumer<AgentSignal> hears) {
        this.listener = hears;
    }

    public void typing(String user, ThreadId thread, ConversationKey conversation, boolean on) {
        tell(conversation.wire(),
                new AgentSignal.Typing(ids.next(), clock.instant(), user, thread, conversation.did(), on));
    }

    public void viewing(String user, ThreadId thread, ConversationKey conversation, boolean on) {
        tell(conversation.wire(),
                new AgentSignal.Viewing(ids.next(), clock.instant(), user, thread, conversation.did(), on));
    }

    /** @param session as {@link AgentSignal.SignedOut} has it */
    public void signedOut(String session) {
        tell(session, new AgentSignal.SignedOut(ids.next(), clock.instant(), session));
    }

    private void tell(String key, AgentSignal signal) {
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(key)
                .withHeaders(
                        EventHeaders.of(signal.id(), EventCodec.typeOf(signal), signal.occurredAt(), "/chat-gateway"))
                .build();
        out.send(Message.of(EventCodec.write(signal), Metadata.of(metadata)));
    }

    @Incoming("signals-in")
    void hear(byte[] value) {
        try {
            EventCodec.read(value, AgentSignal.class).ifPresent(listener);
        } catch (UnreadableEvent poison) {
            LOG.debugf("passed over a signal: %s", poison.getMessage());
        }
    }
}
