package dev.hilo.messaging.number;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.lane.Lane;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what provisioning says about numbers and campaigns. */
@ApplicationScoped
class NumberRecordsListener {

    private final Lane lane;
    private final Numbers numbers;

    NumberRecordsListener(Lane lane, Numbers numbers) {
        this.lane = lane;
        this.numbers = numbers;
    }

    @Incoming("numbers")
    Uni<Void> numbers(ConsumerRecords<String, byte[]> records) {
        return lane.carry(records, NumberRecord.class, numbers::store);
    }

    @Incoming("campaigns")
    Uni<Void> campaigns(ConsumerRecords<String, byte[]> records) {
        return lane.carry(records, CampaignRecord.class, numbers::storeCampaigns);
    }
}
