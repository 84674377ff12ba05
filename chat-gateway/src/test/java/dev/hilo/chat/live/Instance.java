package dev.hilo.chat.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.chat.frame.FrameCodec;
import dev.hilo.chat.presence.SignalsOverKafka;
import dev.hilo.chat.session.Session;
import dev.hilo.chat.session.SessionsForTests;
import dev.hilo.chat.stream.KafkaReader;
import dev.hilo.chat.stream.StreamConfig;
import dev.hilo.chat.testing.Conversation;
import dev.hilo.contracts.testing.Documented;
import dev.hilo.platform.testing.Soon;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** One gateway behind its network: a switchboard with its own readers of a real Kafka. */
final class Instance implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Switchboard switchboard;
    private final Vertx vertx = Vertx.vertx();
    private final SignalsOverKafka signals;
    private final KafkaReader reader;
    private boolean dead;

    /** @param settings {@code hilo.live.…} and {@code hilo.stream.…} */
    Instance(String kafka, Clock clock, Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder().withMapping(LiveConfig.class).withMapping(StreamConfig.class)
                .withDefaultValues(settings).build();
        var stream = config.getConfigMapping(StreamConfig.class);
        var metrics = new LiveMetrics(new SimpleMeterRegistry());
        signals = new SignalsOverKafka(kafka, UUID::randomUUID, clock);
        // Messaging knows no thread: everything here happened inside the window.
        var find = new FindThread((id, bearer) -> Uni.createFrom()
                .failure(new jakarta.ws.rs.NotFoundException()));
        switchboard = new Switchboard(new NumberDirectory(), signals.signals(), SessionsForTests.renewal(vertx),
                SessionsForTests.ended(clock), find, metrics, config.getConfigMapping(LiveConfig.class), stream, clock);
        switchboard.start(new StartupEvent());
        reader = new KafkaReader(Map.of("bootstrap.servers", kafka), stream, clock, switchboard, metrics::unreadable);
        reader.start();
        Soon.await().atMost(Duration.ofSeconds(20)).until(switchboard::isReady);
    }

    Client client(Session session) {
        return new Client(session);
    }

    void drain() {
        switchboard.leave(new ShutdownDelayInitiatedEvent());
    }

    /** As SIGKILL does: nothing is said to anybody. */
    void kill() {
        if (!dead) {
            dead = true;
            reader.close();
            signals.close();
            vertx.closeAndAwait();
        }
    }

    @Override
    public void close() {
        if (!dead) {
            reader.close();
            switchboard.stop(new ShutdownEvent());
            kill();
        }
    }

    /** A client whose network takes everything at once. */
    final class Client implements Wire {

        private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
        private final Viewer viewer;
        volatile int closeCode;
        volatile String closeReason = "";

        private Client(Session session) {
            viewer = switchboard.connected(this, session);
        }

        @Override
        public void soon(Runnable errand) {
            errand.run();
        }

        @Override
        public void send(List<byte[]> sent, Runnable taken) {
            for (var frame : sent) {
                try {
                    var text = new String(frame, StandardCharsets.UTF_8);
                    Documented.frame(Documented.Direction.TO_CLIENT, text);
                    frames.add(JSON.readTree(text));
                } catch (JsonProcessingException | AssertionError broken) {
                    closeReason = broken.toString();
                    closeCode = -1;
                }
            }
            taken.run();
        }

        @Override
        public void close(int code, String reason) {
            closeReason = reason;
            closeCode = code;
        }

        @CanIgnoreReturnValue
        Client say(String frame) {
            try {
                switchboard.said(viewer, FrameCodec.read(frame));
            } catch (FrameCodec.Unreadable unreadable) {
                throw new AssertionError(unreadable);
            }
            return this;
        }

        @CanIgnoreReturnValue
        Client hello() {
            say("{\"type\":\"hello\"}").await("welcome");
            return this;
        }

        @CanIgnoreReturnValue
        Client hello(String cursor) {
            return say("{\"type\":\"hello\",\"cursor\":\"" + cursor + "\"}");
        }

        @CanIgnoreReturnValue
        Client open(Conversation conversation, long afterSeq) {
            return say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":" + afterSeq + "}");
        }

        /** The network is gone. */
        void leave() {
            switchboard.disconnected(viewer);
        }

        List<JsonNode> frames() {
            if (closeCode == -1) {
                throw new AssertionError(closeReason);
            }
            return List.copyOf(frames);
        }

        List<JsonNode> of(String type) {
            return frames().stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
        }

        @CanIgnoreReturnValue
        JsonNode await(String type) {
            Soon.await(type).atMost(Duration.ofSeconds(10)).until(() -> !of(type).isEmpty());
            return of(type).getLast();
        }

        String cursor() {
            return cursorOf(frames());
        }

        /** Where a client that got these frames, and no more, goes on. */
        static String cursorOf(List<JsonNode> frames) {
            return frames.getLast().path("cursor").asText();
        }
    }
}
