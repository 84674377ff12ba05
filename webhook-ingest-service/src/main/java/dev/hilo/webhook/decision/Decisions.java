package dev.hilo.webhook.decision;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.JournalDecision;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.FollowTopics;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.journal.EventRecords;
import dev.hilo.webhook.reread.Emit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The decisions. Two admins who decide about the same place at once do no harm: what is sent on has the ids of the first
 * time, so that its readers take it once, and the decision written last is the one that stands.
 */
@ApplicationScoped
public class Decisions {

    private static final long PATIENCE_SECONDS = 5;

    private final Map<String, Object> kafka;
    private final Emit emit;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, JournalDecision> byPlace = new ConcurrentHashMap<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private @Nullable FollowTopics following;

    Decisions(@Identifier("default-kafka-broker") Map<String, Object> kafka, Emit emit, Ids ids, Clock clock) {
        this.kafka = kafka;
        this.emit = emit;
        this.ids = ids;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        following = FollowTopics.whole(kafka, "webhook-ingest-decisions", List.of(Topics.JOURNAL_DECISIONS),
                this::heard, loaded::countDown);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        if (following != null) {
            following.stop();
        }
    }

    /** Whether all that had been decided before our start is known. */
    public boolean known() {
        return loaded.getCount() == 0;
    }

    /** @throws ProblemException 503 when what was decided before our start cannot be read */
    public void require() {
        try {
            if (!loaded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.of(CommonProblem.UNAVAILABLE, "What was decided cannot be read right now");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "The service stops");
        }
    }

    public boolean isOpen(Place place) {
        return !byPlace.containsKey(place.wire());
    }

    public Optional<DecisionView> of(Place place) {
        return Optional.ofNullable(byPlace.get(place.wire())).map(DecisionView::of);
    }

    /** A decision about a place, not yet taken. */
    public JournalDecision decide(Place place, JournalDecision.Kind kind, String by, @Nullable String note,
            @Nullable String result) {
        return new JournalDecision(ids.next(), clock.instant(), place.wire(), kind, by, note, result);
    }

    /** Taken when it returns: written for good, and known here at once. */
    public void record(Collection<JournalDecision> decisions) {
        if (!decisions.isEmpty()) {
            emit.write(decisions.stream().map(decision -> EventRecords.of(Topics.JOURNAL_DECISIONS, decision.place(),
                    decision, EventCodec.typeOf(decision), decision.id())).toList());
            decisions.forEach(decision -> byPlace.put(decision.place(), decision));
        }
    }

    private void heard(ConsumerRecord<String, byte[]> entry) {
        if (entry.value() == null) {
            byPlace.remove(entry.key());
        } else {
            EventCodec.read(entry.value(), JournalDecision.class)
                    .ifPresent(decision -> byPlace.put(decision.place(), decision));
        }
    }
}
