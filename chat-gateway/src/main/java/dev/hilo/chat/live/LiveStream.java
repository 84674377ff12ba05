package dev.hilo.chat.live;

import java.time.Clock;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.hilo.chat.stream.KafkaReader;
import dev.hilo.chat.stream.StreamConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

/** Reads the stream into the switchboard for as long as the gateway runs. */
@Singleton
class LiveStream {

    private final KafkaReader reader;

    LiveStream(@Identifier("default-kafka-broker") Map<String, Object> kafka, StreamConfig config, Clock clock,
            Switchboard switchboard, LiveMetrics metrics) {
        this.reader = new KafkaReader(kafka, config, clock, switchboard, metrics::unreadable);
    }

    /** After the channels are connected, which the switchboard uses. */
    void start(@Observes @Priority(3010) StartupEvent start) {
        reader.start();
    }

    /** Before the switchboard, which the reader waits for. */
    void stop(@Observes @Priority(5) ShutdownEvent stop) {
        reader.close();
    }
}
