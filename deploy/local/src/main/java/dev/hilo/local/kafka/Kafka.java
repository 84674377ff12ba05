package dev.hilo.local.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.process.JavaCommand;
import dev.hilo.local.process.Launch;
import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import dev.hilo.platform.kafka.TopicDeclarations;
import org.apache.kafka.common.Uuid;

/** One real broker that is its own controller (KRaft). */
public final class Kafka implements Part {

    private final Settings settings;

    public Kafka(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Tier tier() {
        return Tier.BROKER;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.KAFKA, Port.KAFKA_CONTROLLER);
    }

    @Override
    public Integer port() {
        return settings.port(Port.KAFKA);
    }

    @Override
    public Launch prepare(Step step) throws IOException {
        Files.createDirectories(folder());
        var properties = folder().resolve("server.properties");
        Files.writeString(properties, serverProperties());
        var command = JavaCommand
                .options("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
                        // Classes as they were loaded the last time: a second less of both cores.
                        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder().resolve("classes.jsa"),
                        "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:aot=off",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info", "-Dorg.slf4j.simpleLogger.logFile=System.out",
                        "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn")
                .andThose(settings.javaOptions(name()))
                .main(System.getProperty("java.class.path"), KafkaBroker.class.getName(), properties.toString(),
                        clusterId());
        return Launch.of(command, Map.of(), folder());
    }

    @Override
    public boolean answers() {
        if (!isListening()) {
            return false;
        }
        try (var topics = new TopicsOnBroker(settings.kafkaBootstrapServers())) {
            return topics.answer();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void settle(Step step) throws Exception {
        step.says("declaring topics");
        try (var topics = new TopicsOnBroker(settings.kafkaBootstrapServers())) {
            topics.bringTo(TopicDeclarations.read());
        }
    }

    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(25);
    }

    private boolean isListening() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path folder() {
        return settings.home().resolve("kafka");
    }

    /** Drawn once: a broker refuses storage that was formatted for another cluster. */
    private String clusterId() throws IOException {
        var file = folder().resolve("cluster-id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }

    private String serverProperties() {
        return """
                # Written by the launcher at each start.
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s

                # Topics are declared, not guessed.
                auto.create.topics.enable=false
                # One broker, one copy.
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                # Small, because one machine holds everything.
                offsets.topic.num.partitions=4
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.num.partitions=1
                log.cleaner.dedupe.buffer.size=8388608
                num.network.threads=2
                num.io.threads=4
                # A consumer that starts does not wait for others.
                group.initial.rebalance.delay.ms=0
                """.formatted(port(), settings.port(Port.KAFKA_CONTROLLER), folder().resolve("data"));
    }
}
