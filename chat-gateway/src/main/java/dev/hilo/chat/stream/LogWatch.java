package dev.hilo.chat.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.hilo.platform.kafka.TopicLog;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker now and then whether the topics are still the logs that are being read. It never waits for the answer,
 * which is looked at when it is there. For the reading thread alone.
 */
final class LogWatch {

    private final Admin admin;
    private final List<String> topics;
    private final Map<String, TopicLog> logs;
    private final long pauseNanos;
    private long askedAt = System.nanoTime();
    private @Nullable KafkaFuture<Map<String, TopicLog>> answer;

    LogWatch(Admin admin, List<String> topics, Map<String, TopicLog> logs, Duration pause) {
        this.admin = admin;
        this.topics = topics;
        this.logs = logs;
        this.pauseNanos = pause.toNanos();
    }

    /** Whether one of the topics is another log now, or has other partitions; not so long as nobody can say. */
    boolean seesOthers() {
        if (answer == null) {
            if (System.nanoTime() - askedAt > pauseNanos) {
                askedAt = System.nanoTime();
                answer = TopicLog.of(admin, topics);
            }
            return false;
        }
        if (!answer.isDone()) {
            return false;
        }
        var said = answer;
        answer = null;
        try {
            return !said.getNow(logs).equals(logs);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException notThere) {
            return false;
        }
    }
}
