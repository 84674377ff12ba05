package dev.hilo.local.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.hilo.platform.kafka.TopicDeclaration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Asks a broker about its topics and changes them. */
final class TopicsOnBroker implements AutoCloseable {

    private static final int SECONDS = 20;

    private final Admin admin;

    TopicsOnBroker(String bootstrapServers) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG, "hilo-local",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000));
    }

    /** Whether a broker takes requests. */
    boolean answer() throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    void bringTo(List<TopicDeclaration> declared) throws Exception {
        for (var change : TopicChange.between(declared, existing(declared))) {
            apply(change);
        }
        awaitKnown(declared);
    }

    /** The controller accepts a topic a moment before the broker that clients ask knows it. */
    private void awaitKnown(List<TopicDeclaration> declared) throws Exception {
        var names = declared.stream().map(TopicDeclaration::name).toList();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!done(admin.listTopics().names()).containsAll(names)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the broker does not know all topics after " + SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Map<String, TopicChange.Existing> existing(List<TopicDeclaration> declared) throws Exception {
        var there = done(admin.listTopics().names());
        var names = declared.stream().map(TopicDeclaration::name).filter(there::contains).toList();
        var partitions = done(admin.describeTopics(names).allTopicNames());
        var configs = done(admin.describeConfigs(names.stream().map(TopicsOnBroker::resource).toList()).all());
        var existing = new HashMap<String, TopicChange.Existing>();
        for (var name : names) {
            var settings = Optional.ofNullable(configs.get(resource(name))).map(TopicsOnBroker::settings)
                    .orElse(Map.of());
            existing.put(name, new TopicChange.Existing(
                    Optional.ofNullable(partitions.get(name)).map(topic -> topic.partitions().size()).orElse(0),
                    settings));
        }
        return existing;
    }

    private void apply(TopicChange change) throws Exception {
        var _ = switch (change) {
            case TopicChange.Create create -> done(admin.createTopics(List.of(
                    new NewTopic(create.topic(), create.partitions(), (short) 1).configs(create.config()))).all());
            case TopicChange.Extend extend -> done(admin.createPartitions(
                    Map.of(extend.topic(), NewPartitions.increaseTo(extend.partitions()))).all());
            case TopicChange.Configure configure -> done(admin.incrementalAlterConfigs(
                    Map.of(resource(configure.topic()), set(configure.config()))).all());
        };
    }

    private static Collection<AlterConfigOp> set(Map<String, String> config) {
        return config.entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()),
                        AlterConfigOp.OpType.SET))
                .toList();
    }

    private static Map<String, String> settings(Config config) {
        var settings = new HashMap<String, String>();
        config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T done(KafkaFuture<T> answer) throws Exception {
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}
