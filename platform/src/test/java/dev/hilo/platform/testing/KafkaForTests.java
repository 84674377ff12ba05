package dev.hilo.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import dev.hilo.platform.kafka.TopicDeclarations;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A real Kafka (KRaft, one broker, in this JVM) with the declared topics. One at a time. */
public final class KafkaForTests implements QuarkusTestResourceLifecycleManager {

    private static String bootstrap;
    private static Broker broker;

    /** Starts it once; the end of the profile or of the JVM stops it. */
    public static synchronized String bootstrapServers() {
        if (bootstrap == null) {
            try {
                bootstrap = startBroker();
                createTopics(bootstrap);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return bootstrap;
    }

    /** Deletes a topic and makes it again, as declared and empty, under the eyes of whoever reads it. */
    public static void makeAnew(String bootstrap, String name) {
        var declared = TopicDeclarations.read().stream().filter(topic -> topic.name().equals(name)).findFirst()
                .orElseThrow();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            admin.deleteTopics(List.of(name)).all().get();
            Soon.await().ignoreExceptions().until(() -> admin
                    .createTopics(List.of(new NewTopic(name, declared.partitions(), (short) 1))).all().get() == null);
            Written.forget(bootstrap, name);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", bootstrapServers());
    }

    /** Each profile of a test run loads its classes anew and would leave a broker behind until the memory is gone. */
    @Override
    public void stop() {
        synchronized (KafkaForTests.class) {
            if (broker != null) {
                Written.forget(bootstrap, null);
                broker.end();
                broker = null;
                bootstrap = null;
            }
        }
    }

    /** A broker and the folder it writes to. */
    private record Broker(KafkaRaftServer server, Path data, Thread atExit) {

        static Broker started(KafkaRaftServer server, Path data) {
            server.startup();
            var broker = new Broker(server, data, new Thread(() -> end(server, data)));
            Runtime.getRuntime().addShutdownHook(broker.atExit());
            return broker;
        }

        void end() {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException exiting) {
                return; // The hook does it.
            }
            end(server, data);
        }

        /** In this order: a broker that loses its folder halts the JVM, and the test run counts as crashed. */
        private static void end(KafkaRaftServer server, Path data) {
            server.shutdown();
            server.awaitShutdown();
            deleteAll(data);
        }
    }

    private static String startBroker() throws IOException {
        var data = Files.createTempDirectory("hilo-kafka");
        var client = freePort();
        var controller = freePort();
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + client + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + client),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // The default sets 128 MiB of the tests' heap aside.
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("auto.create.topics.enable", "false")));
        format(data);
        broker = Broker.started(new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM), data);
        return "127.0.0.1:" + client;
    }

    /** What the storage tool writes for one node: the cluster's id and the node's. */
    private static void format(Path data) throws IOException {
        Files.writeString(data.resolve("meta.properties"),
                "version=1\ncluster.id=" + Uuid.randomUuid() + "\nnode.id=1\ndirectory.id=" + Uuid.randomUuid() + "\n");
    }

    private static void createTopics(String bootstrap) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            List<NewTopic> topics = TopicDeclarations.read().stream()
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void deleteAll(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            // A temporary folder that could not be emptied is the operating system's to clear.
        }
    }
}
