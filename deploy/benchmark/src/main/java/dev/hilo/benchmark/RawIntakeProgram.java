package dev.hilo.benchmark;

import java.util.Map;
import java.util.Objects;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What an intake costs that does nothing: it reads a body, appends it to a topic with the durability of ours, and answers
 * 200. No token, no bounds, no look into the body, no id, nobody who reads it afterwards. It runs on the same Vert.x and
 * Kafka client as the service, with the same memory.
 */
public final class RawIntakeProgram {

    private static final Buffer OK = Buffer.buffer("{\"ok\":true}");

    private RawIntakeProgram() {
    }

    /** @param arguments port, Kafka's address, topic */
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var producer = new KafkaProducer<>(Map.of("bootstrap.servers", arguments[1], "acks", "all",
                "enable.idempotence", true, "linger.ms", 1, "batch.size", 65_536, "max.block.ms", 5_000),
                new ByteArraySerializer(), new ByteArraySerializer());
        var vertx = Vertx.vertx();
        var instances = 2 * Runtime.getRuntime().availableProcessors();
        var _ = vertx.deployVerticle(() -> new AbstractVerticle() {

            @Override
            public void start() {
                var _ = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                        .requestHandler(request -> take(request, producer, arguments[2])).listen();
            }
        }, new DeploymentOptions().setInstances(instances));
    }

    private static void take(HttpServerRequest request, KafkaProducer<byte[], byte[]> producer, String topic) {
        var context = Objects.requireNonNull(Vertx.currentContext());
        var _ = request.body().onSuccess(body -> {
            var _ = producer.send(new ProducerRecord<>(topic, body.getBytes()),
                    (_, failure) -> context.runOnContext(_ -> {
                        var response = request.response().setStatusCode(failure == null ? 200 : 503)
                                .putHeader("content-type", "application/json");
                        var _ = response.end(OK);
                    }));
        });
    }
}
