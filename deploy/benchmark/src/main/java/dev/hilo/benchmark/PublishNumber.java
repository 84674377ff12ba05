package dev.hilo.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.local.settings.Settings;
import dev.hilo.platform.event.EventCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the services of a number as provisioning would: over its topics. */
final class PublishNumber {

    private PublishNumber() {
    }

    static void active(Settings settings, String did, Instant now) throws InterruptedException {
        active(settings, did, "bench", now);
    }

    /** @param team whose number it is */
    static void active(Settings settings, String did, String team, Instant now) throws InterruptedException {
        var campaign = settings.campaign();
        Map<String, Object> config = Map.of("bootstrap.servers", settings.kafkaBootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            write(producer, Topics.CAMPAIGN_RECORDS, campaign,
                    new CampaignRecord(UUID.randomUUID(), now, campaign, "Benchmark", null, "A", true));
            write(producer, Topics.NUMBER_RECORDS, did, new NumberRecord(UUID.randomUUID(), now, new PhoneNumber(did),
                    "Benchmark", NumberRecord.State.ACTIVE, true, true, campaign, List.of(team), null));
        } catch (ExecutionException refused) {
            throw new BenchProblem("Kafka took no number: " + refused.getMessage(), refused);
        }
    }

    private static void write(Producer<String, byte[]> producer, String topic, String key, HiloEvent event)
            throws ExecutionException, InterruptedException {
        var _ = producer.send(new ProducerRecord<>(topic, key, EventCodec.write(event))).get();
    }
}
