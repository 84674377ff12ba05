package dev.hilo.platform.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes each call to the carrier into a file, one JSON object a line, masked: for the first days with a real account,
 * whose answers nobody has published. The call waits for nothing and fails for nothing of it.
 */
@ApplicationScoped
public class CallRecorder {

    private static final Logger LOG = Logger.getLogger(CallRecorder.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What waits to be written; a disk that is slower than that loses lines, never calls. */
    private static final int WAITING = 1_000;
    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final Clock clock;
    private final Mask mask;
    private final int longestAnswer;
    private final @Nullable RecorderFile file;
    private final ThreadPoolExecutor writer;
    private final AtomicBoolean troubled = new AtomicBoolean();

    CallRecorder(RecorderConfig config, Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.clock = clock;
        this.mask = new Mask(
                config.key().map(key -> key.getBytes(StandardCharsets.UTF_8)).orElseGet(CallRecorder::anyKey));
        this.longestAnswer = config.longestAnswer();
        this.file = config.directory().filter(directory -> !directory.isBlank())
                .map(directory -> new RecorderFile(Path.of(directory), "carrier-" + application, config.fileBytes(),
                        config.files()))
                .orElse(null);
        this.writer = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("carrier-recorder").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    void stop(@Observes ShutdownEvent stopping) {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("the last calls to the carrier were not written down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @param running the call; one that somebody gives up is written down as such
     * @param answer what of its outcome goes into the file
     */
    public <R> Uni<R> record(RecordedCall call, Uni<R> running, Function<R, RecordedCall.Answer> answer) {
        return file == null ? running : Uni.createFrom().deferred(() -> {
            var began = System.nanoTime();
            var at = clock.instant();
            return running.onTermination().invoke((item, failure, givenUp) -> {
                var took = Duration.ofNanos(System.nanoTime() - began);
                var outcome = failure != null ? failure.getClass().getSimpleName() : givenUp ? "given up" : "";
                var heard = outcome.isEmpty() ? answer.apply(item) : null;
                writer.execute(() -> write(file, at, took, call, heard, outcome));
            });
        });
    }

    private void write(RecorderFile into, Instant at, Duration took, RecordedCall call,
            RecordedCall.@Nullable Answer answer, String failure) {
        try {
            into.append(line(at, took, call, answer, failure).toString());
            troubled.set(false);
        } catch (IOException | RuntimeException trouble) {
            if (troubled.compareAndSet(false, true)) {
                // Without its message: it may quote what could not be written.
                LOG.warnf("calls to the carrier cannot be written down: %s", trouble.getClass().getName());
            }
        }
    }

    private ObjectNode line(Instant at, Duration took, RecordedCall call, RecordedCall.@Nullable Answer answer,
            String failure) {
        JsonNode body = call.body() == null ? null : JSON.valueToTree(call.body());
        var words = mask.wordsOf(body);
        var line = JSON.createObjectNode().put("at", at.toString()).put("method", call.method())
                .put("path", mask.text(call.path(), words));
        if (!call.query().isEmpty()) {
            line.set("query", JSON.valueToTree(mask.query(call.query())));
        }
        if (body != null) {
            line.set("body", mask.json(body, words));
        }
        line.put("ms", took.toMillis());
        if (answer == null) {
            return line.put("failure", failure);
        }
        line.put("status", answer.status()).set("answer", mask.answer(answer.body(), words, longestAnswer));
        return line;
    }

    private static byte[] anyKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
