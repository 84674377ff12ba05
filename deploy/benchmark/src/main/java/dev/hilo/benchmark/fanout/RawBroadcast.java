package dev.hilo.benchmark.fanout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.hilo.contracts.Topics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a gateway would be if it did nothing: reads {@code conversation.events} and writes each record to every socket
 * there is. No sessions, no rights, no cursor, no window, no bounds. A frame gets as many bytes as one of the gateway's.
 */
public final class RawBroadcast {

    private static final Duration POLL = Duration.ofMillis(100);

    private RawBroadcast() {
    }

    /** @param arguments Kafka's address and the bytes of a frame */
    public static void main(String[] arguments) {
        Failure.endsTheProgram();
        var bytes = Integer.parseInt(arguments[1]);
        Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
        var server = Vertx.vertx().createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0));
        server.webSocketHandler(socket -> {
            socket.closeHandler(closed -> sockets.remove(socket));
            socket.textMessageHandler(hello -> {
                sockets.add(socket);
                var _ = socket.writeTextMessage("{\"type\":\"welcome\"}");
            });
        });
        var started = server.listen().toCompletionStage().toCompletableFuture().join();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", arguments[0], "fetch.max.wait.ms", 100),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.CONVERSATION_EVENTS).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            System.out.println("port=" + started.actualPort());
            while (true) {
                for (var record : consumer.poll(POLL)) {
                    var text = framed(record.value(), bytes);
                    sockets.forEach(socket -> {
                        var _ = socket.writeTextMessage(text);
                    });
                }
            }
        }
    }

    private static String framed(byte[] value, int bytes) {
        var text = new String(value, StandardCharsets.UTF_8);
        return text.length() >= bytes ? text.substring(0, bytes) : text + " ".repeat(bytes - text.length());
    }
}
