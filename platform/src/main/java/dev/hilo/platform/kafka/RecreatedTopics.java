package dev.hilo.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.core.Vertx;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a topic which a channel reads was deleted and made anew, and has the new one read from its beginning. The
 * client itself stays at its place, whose number means another record now: what was written before it would be passed over
 * in silence. Whoever reads knows a repeat by the event's id, so reading too much is harmless.
 * <p>
 * For channels that begin with the earliest record; the others want only what comes.
 */
@ApplicationScoped
class RecreatedTopics {

    private static final Logger LOG = Logger.getLogger(RecreatedTopics.class);
    private static final String CHANNEL = "mp.messaging.incoming.";
    private static final String CONNECTOR = ".connector";

    private final Map<String, Object> kafka;
    private final KafkaClientService clients;
    private final Vertx vertx;
    private final Duration look;
    /** Channel by topic. */
    private final Map<String, String> channels;
    private final Map<String, Uuid> known = new ConcurrentHashMap<>();
    /**
     * Made anew and read from their beginning once. The next look has them read so again: a group may still divide the
     * partitions anew after the first, and go on at the places of the old log.
     */
    private final Map<String, Uuid> begun = new ConcurrentHashMap<>();
    private @Nullable Admin admin;
    private boolean stopped;

    /** @param look how often the broker is asked which log a topic is */
    RecreatedTopics(@Identifier("default-kafka-broker") Map<String, Object> kafka, KafkaClientService clients,
            Vertx vertx, Config config, @ConfigProperty(name = "hilo.kafka.look", defaultValue = "10S") Duration look) {
        this.kafka = kafka;
        this.clients = clients;
        this.vertx = vertx;
        this.look = look;
        this.channels = channelsIn(config);
    }

    private static Map<String, String> channelsIn(Config config) {
        Map<String, String> channels = new HashMap<>();
        for (var name : config.getPropertyNames()) {
            if (name.startsWith(CHANNEL) && name.endsWith(CONNECTOR)
                    && config.getValue(name, String.class).equals("smallrye-kafka")) {
                var channel = name.substring(CHANNEL.length(), name.length() - CONNECTOR.length());
                var setting = CHANNEL + channel + ".";
                if (config.getOptionalValue(setting + "auto.offset.reset", String.class).orElse("latest")
                        .equals("earliest")) {
                    channels.put(config.getOptionalValue(setting + "topic", String.class).orElse(channel), channel);
                }
            }
        }
        return Map.copyOf(channels);
    }

    void start(@Observes StartupEvent started) {
        if (!channels.isEmpty()) {
            look();
            var _ = vertx.setPeriodic(look.toMillis(), _ -> look());
        }
    }

    synchronized void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private synchronized void look() {
        if (stopped) {
            return;
        }
        try {
            if (admin == null) {
                admin = Admin.create(kafka);
            }
            for (var topic : channels.keySet()) {
                // A topic that is not there, or a broker: the next look may find it.
                var _ = TopicLog.of(admin, List.of(topic)).thenApply(found -> {
                    found.forEach(this::heard);
                    return found;
                });
            }
        } catch (KafkaException away) {
            LOG.debugf("which logs the topics are cannot be asked: %s", away.toString());
        }
    }

    private void heard(String topic, TopicLog log) {
        var id = log.id();
        var before = known.putIfAbsent(topic, id);
        if (before != null && !before.equals(id)) {
            // A subscription by hand: nobody waits for it, and the next look tries again what failed.
            var _ = fromTheBeginning(topic).subscribe().with(sought -> {
                if (sought && id.equals(begun.put(topic, id))) {
                    var _ = known.replace(topic, before, id);
                } else if (sought) {
                    LOG.warnf("%s was made anew: reading it from its beginning", topic);
                }
            }, failure -> LOG.warnf("%s is not read from its beginning yet: %s", topic, failure.toString()));
        }
    }

    /**
     * Not while the group divides the partitions anew, which it does when a topic goes: who has none now gets some in a
     * moment, at the places of the old one.
     */
    private Uni<Boolean> fromTheBeginning(String topic) {
        return clients.<Object, Object>getConsumer(Objects.requireNonNull(channels.get(topic), "one that is watched"))
                .runOnPollingThread(consumer -> {
                    var own = consumer.assignment().stream().filter(partition -> partition.topic().equals(topic))
                            .toList();
                    if (own.isEmpty()) {
                        return false;
                    }
                    consumer.seekToBeginning(own);
                    return true;
                });
    }
}
