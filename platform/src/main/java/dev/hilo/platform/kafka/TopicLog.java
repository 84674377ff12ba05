package dev.hilo.platform.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/**
 * The log that stands behind a topic's name. A topic that was deleted and made anew has the name, and offsets that look
 * alike, and is another log.
 */
public record TopicLog(Uuid id, int partitions) {

    /** As the broker has them now, by name. Fails when one of the topics is not there. */
    public static KafkaFuture<Map<String, TopicLog>> of(Admin admin, Collection<String> topics) {
        return admin.describeTopics(topics).allTopicNames().thenApply(found -> found.values().stream()
                .collect(Collectors.toMap(topic -> topic.name(),
                        topic -> new TopicLog(topic.topicId(), topic.partitions().size()))));
    }
}
