package dev.hilo.webhook.letter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.Topics;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.FollowTopics;
import dev.hilo.webhook.decision.Decisions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Everything that was put aside, as far as the topics still have it, each thing once: its oldest record stands for it. */
@ApplicationScoped
public class Letters {

    /** Where things are put aside. */
    static final List<String> TOPICS = Stream.concat(Stream.of(Topics.WEBHOOK_QUARANTINE),
            Topics.WITH_DEAD_LETTERS.stream().map(Topics::deadLettersOf)).toList();
    private static final long PATIENCE_SECONDS = 5;

    /** Which of them somebody wants to see. */
    enum State {
        OPEN, SETTLED, ALL
    }

    private final Map<String, Object> kafka;
    private final LettersConfig config;
    private final Decisions decisions;
    private final Map<String, Map<String, Letter>> byTopic = TOPICS.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new ConcurrentHashMap<>()));
    /** There are few reasons and many records. */
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private @Nullable FollowTopics following;

    Letters(@Identifier("default-kafka-broker") Map<String, Object> kafka, LettersConfig config, Decisions decisions) {
        this.kafka = kafka;
        this.config = config;
        this.decisions = decisions;
    }

    void start(@Observes StartupEvent started) {
        following = FollowTopics.newest(kafka, "webhook-ingest-letters", TOPICS, config.mostOfPartition(), this::heard,
                loaded::countDown);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        if (following != null) {
            following.stop();
        }
    }

    boolean known() {
        return loaded.getCount() == 0 && decisions.known();
    }

    /** @throws ProblemException 503 when what stood there at our start cannot be read */
    public void require() {
        decisions.require();
        try {
            if (!loaded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.of(CommonProblem.UNAVAILABLE, "What was put aside cannot be read right now");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "The service stops");
        }
    }

    /** Why a delivery is in quarantine; empty when it is not. */
    public Optional<Letter> quarantined(UUID delivery) {
        return Optional.ofNullable(of(Topics.WEBHOOK_QUARANTINE).get(Letter.about(delivery)));
    }

    Stream<Letter> all(String topic, State state) {
        return of(topic).values().stream().filter(letter -> switch (state) {
            case ALL -> true;
            case OPEN -> decisions.isOpen(letter.place());
            case SETTLED -> !decisions.isOpen(letter.place());
        });
    }

    /** @param beginnings the first offset that each partition still has */
    void forget(String topic, Map<Integer, Long> beginnings) {
        of(topic).values().removeIf(letter -> letter.place().offset() < beginnings.getOrDefault(
                letter.place().partition(), 0L));
        var tooMany = of(topic).size() - config.mostOfPartition() * Math.max(1, beginnings.size());
        if (tooMany > 0) {
            of(topic).values().stream().sorted(Letter.OLDEST_FIRST).limit(tooMany).toList()
                    .forEach(letter -> of(topic).remove(letter.about(), letter));
        }
    }

    private void heard(ConsumerRecord<String, byte[]> entry) {
        var letter = Letter.of(entry);
        var reason = reasons.size() < 1_000
                ? reasons.computeIfAbsent(letter.reason(), Function.identity())
                : letter.reason();
        var _ = of(entry.topic()).putIfAbsent(letter.about(),
                new Letter(letter.place(), letter.at(), reason, letter.about(), letter.origin()));
    }

    private Map<String, Letter> of(String topic) {
        return byTopic.getOrDefault(topic, Map.of());
    }
}
