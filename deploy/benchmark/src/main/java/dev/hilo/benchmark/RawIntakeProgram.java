package dev.hilo.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * 200. No token, no bounds, no ids, nothing around the body, nobody who reads it afterwards. It runs on the same Vert.x
 * and Kafka client as the service, with the same memory and the same settings of the producer.
 * <p>
 * At {@link #KEYED} each body gets the key that keeps a conversation in order, as it has to be wherever order counts; the
 * key is cut out of the one form of body that the benchmark posts. Elsewhere records have none, and Kafka puts as many as
 * it can into one batch.
 */
public final class RawIntakeProgram {

    static final String KEYED = "/keyed";

    private static final byte[] SENDER = "\"From\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final Buffer OK = Buffer.buffer("{\"ok\":true}");

    private RawIntakeProgram() {
    }

    /** @param arguments port, Kafka's address, topic */
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var producer = new KafkaProducer<>(Map.of("bootstrap.servers", arguments[1], "acks", "all",
                "enable.idempotence", true, "linger.ms", 0, "max.in.flight.requests.per.connection", 1, "batch.size",
                65_536, "max.block.ms", 5_000),
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
        var keyed = KEYED.equals(request.path());
        var _ = request.body().onSuccess(read -> {
            var body = read.getBytes();
            var _ = producer.send(new ProducerRecord<>(topic, keyed ? sender(body) : null, body),
                    (_, failure) -> context.runOnContext(_ -> {
                        var response = request.response().setStatusCode(failure == null ? 200 : 503)
                                .putHeader("content-type", "application/json");
                        var _ = response.end(OK);
                    }));
        });
    }

    private static byte[] sender(byte[] body) {
        var at = 0;
        while (!Arrays.equals(body, at, at + SENDER.length, SENDER, 0, SENDER.length)) {
            at++;
        }
        var from = at + SENDER.length;
        var to = from;
        while (body[to] != '"') {
            to++;
        }
        return Arrays.copyOfRange(body, from, to);
    }
}
