package dev.hilo.webhook.reread;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.parse.ParsedTopics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Writes what an admin waits for. Blocks until every in-sync replica has all of it. */
@ApplicationScoped
public class Emit {

    private static final Logger LOG = Logger.getLogger(Emit.class);
    private static final long PATIENCE_SECONDS = 10;

    private final ParsedTopics topics;

    Emit(ParsedTopics topics) {
        this.topics = topics;
    }

    /** @throws ProblemException 503 when nobody can say that all was written; to do it again does no harm */
    public void write(List<ProducerRecord<String, byte[]>> records) {
        try {
            var _ = topics.write(records).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KafkaException | ExecutionException | TimeoutException failure) {
            LOG.warnf("what was read again cannot be written: %s", failure.getClass().getSimpleName());
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "Kafka did not take all of it; do it again");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "The service stops; do it again");
        }
    }
}
