package dev.hilo.messaging.receipt;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.messaging.lane.Lane;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears receipts that the intake has read. */
@ApplicationScoped
class ReceiptsListener {

    private final Lane lane;
    private final ApplyReceipts receipts;

    ReceiptsListener(Lane lane, ApplyReceipts receipts) {
        this.lane = lane;
        this.receipts = receipts;
    }

    @Incoming("receipts")
    Uni<Void> receipts(ConsumerRecords<String, byte[]> records) {
        return lane.carry(records, DeliveryReceipt.class, receipts::apply);
    }
}
