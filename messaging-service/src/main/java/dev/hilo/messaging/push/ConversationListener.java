package dev.hilo.messaging.push;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.messaging.lane.Lane;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens in conversations, beside everybody else who does. */
@ApplicationScoped
class ConversationListener {

    private final Lane lane;
    private final NoteDue noteDue;

    ConversationListener(Lane lane, NoteDue noteDue) {
        this.lane = lane;
        this.noteDue = noteDue;
    }

    @Incoming("conversations")
    Uni<Void> heard(ConsumerRecords<String, byte[]> records) {
        return noteDue.isOff()
                ? Uni.createFrom().voidItem()
                : lane.carry(records, ConversationEvent.class, noteDue::note);
    }
}
