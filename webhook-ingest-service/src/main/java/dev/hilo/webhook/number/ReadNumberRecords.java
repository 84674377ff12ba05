package dev.hilo.webhook.number;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.webhook.archive.FollowTopics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code number.records}. One that cannot be read is passed over here: those who act on it put it to the dead
 * letters.
 */
@ApplicationScoped
class ReadNumberRecords {

    private final Map<String, Object> kafka;
    private final OwnNumbers numbers;
    private @Nullable FollowTopics following;

    ReadNumberRecords(@Identifier("default-kafka-broker") Map<String, Object> kafka, OwnNumbers numbers) {
        this.kafka = kafka;
        this.numbers = numbers;
    }

    void start(@Observes StartupEvent started) {
        following = FollowTopics.whole(kafka, "webhook-ingest-numbers", List.of(Topics.NUMBER_RECORDS), this::take,
                numbers::complete);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        if (following != null) {
            following.stop();
        }
    }

    private void take(ConsumerRecord<String, byte[]> heard) {
        if (heard.value() == null) {
            PhoneNumber.parse(heard.key()).ifPresent(numbers::forgotten);
        } else {
            EventCodec.read(heard.value(), NumberRecord.class).ifPresent(numbers::heard);
        }
    }
}
