package dev.hilo.messaging.inbound;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.lane.Lane;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears texts that the intake has read. */
@ApplicationScoped
class InboundListener {

    private final Lane lane;
    private final StoreInbound inbound;

    InboundListener(Lane lane, StoreInbound inbound) {
        this.lane = lane;
        this.inbound = inbound;
    }

    @Incoming("inbound")
    Uni<Void> inbound(ConsumerRecords<String, byte[]> records) {
        return lane.carry(records, InboundMessage.class, this::store);
    }

    private Uni<Void> store(List<InboundMessage> messages) {
        return inbound.store(messages.stream().map(message -> switch (message) {
            case InboundMessage.Received received -> received;
        }).toList());
    }
}
