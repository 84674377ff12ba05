package dev.hilo.platform.kafka;

import java.util.Map;

/**
 * One topic as declared.
 *
 * @param replicas on a production cluster; a single local broker uses one
 * @param config the broker's topic settings ({@code retention.ms}, {@code cleanup.policy}, …)
 */
public record TopicDeclaration(String name, int partitions, short replicas, Map<String, String> config) {
}
