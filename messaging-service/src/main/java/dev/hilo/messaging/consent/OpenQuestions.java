package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.jspecify.annotations.Nullable;

/**
 * How many unclear texts wait for an agent, and how long the oldest has: a revocation must be honoured within ten business
 * days of the text (47 CFR 64.1200(a)(10)), so an alarm belongs well before.
 */
@ApplicationScoped
class OpenQuestions {

    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final String OPEN = "select count(*), min(since) from opt_out where asked = 'UNCLEAR'";

    private record Seen(long count, @Nullable Instant oldest) {
    }

    private final Pool database;
    private final Conversations conversations;
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(0, null));

    OpenQuestions(Pool database, Conversations conversations) {
        this.database = database;
        this.conversations = conversations;
    }

    void start(@Observes StartupEvent started, Rounds rounds, MeterRegistry meters) {
        meters.gauge("hilo.consent.questions.open", seen, latest -> latest.get().count());
        meters.gauge("hilo.consent.questions.oldest.seconds", seen, latest -> age(latest.get()));
        rounds.every(LOOK, "open questions are not counted", this::look).begin();
    }

    private double age(Seen latest) {
        var oldest = latest.oldest();
        return oldest == null ? 0 : Duration.between(oldest, conversations.now()).toSeconds();
    }

    private Uni<?> look() {
        return database.query(OPEN).execute().invoke(rows -> {
            var row = rows.iterator().next();
            OffsetDateTime oldest = row.getOffsetDateTime(1);
            seen.set(new Seen(row.getLong(0), oldest == null ? null : oldest.toInstant()));
        });
    }
}
