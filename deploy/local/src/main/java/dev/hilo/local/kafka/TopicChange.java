package dev.hilo.local.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hilo.platform.kafka.TopicDeclaration;

/** What is to be done to a broker's topics so that they are as declared. */
sealed interface TopicChange {

    /** The topic is missing. */
    record Create(String topic, int partitions, Map<String, String> config) implements TopicChange {
    }

    /** The topic has fewer partitions than declared. One that has more keeps them: none can be taken away. */
    record Extend(String topic, int partitions) implements TopicChange {
    }

    /** Some of the topic's settings are others than declared. */
    record Configure(String topic, Map<String, String> config) implements TopicChange {
    }

    /** A topic as the broker has it; {@code config} holds at least the settings that were set for the topic. */
    record Existing(int partitions, Map<String, String> config) {
    }

    /** One broker holds one copy: what a cluster asks of several copies cannot be asked here. */
    Map<String, String> ON_ONE_BROKER = Map.of("min.insync.replicas", "1");

    static List<TopicChange> between(List<TopicDeclaration> declared, Map<String, Existing> existing) {
        var changes = new ArrayList<TopicChange>();
        for (var topic : declared) {
            var config = local(topic.config());
            var here = existing.get(topic.name());
            if (here == null) {
                changes.add(new Create(topic.name(), topic.partitions(), config));
                continue;
            }
            if (here.partitions() < topic.partitions()) {
                changes.add(new Extend(topic.name(), topic.partitions()));
            }
            var different = new LinkedHashMap<>(config);
            different.entrySet().removeAll(here.config().entrySet());
            if (!different.isEmpty()) {
                changes.add(new Configure(topic.name(), different));
            }
        }
        return changes;
    }

    private static Map<String, String> local(Map<String, String> declared) {
        var config = new LinkedHashMap<>(declared);
        ON_ONE_BROKER.forEach(config::replace);
        return config;
    }
}
