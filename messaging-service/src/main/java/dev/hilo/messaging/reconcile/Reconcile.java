package dev.hilo.messaging.reconcile;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Every few minutes, asks the carrier about texts without an end. Whose turn it is follows from the time alone: with the
 * last round at {@code w} and this one at {@code t}, each pause {@code p} brings up the attempts that began between
 * {@code w - p} and {@code t - p}. So nothing is stored for a text, and a round that was missed or failed is made up for
 * by the next. A row with a lease keeps all instances but one away; two at once would do no harm, only ask twice.
 */
@ApplicationScoped
class Reconcile {

    private static final String CLAIM = """
            update reconciliation set lease_owner = $1, lease_until = $3
            where lease_until is null or lease_until < $2
            returning asked_until
            """;

    private static final String DONE = """
            update reconciliation set asked_until = $2, lease_owner = null, lease_until = null where lease_owner = $1
            """;

    private static final String GIVE_UP = """
            update reconciliation set lease_owner = null, lease_until = null where lease_owner = $1
            """;

    private final AskCarrier askCarrier;
    private final ReconcileConfig config;
    private final Pool database;
    private final Conversations conversations;
    private final MeterRegistry meters;
    private final UUID instance;

    Reconcile(AskCarrier askCarrier, ReconcileConfig config, Pool database, Conversations conversations,
            MeterRegistry meters, Ids ids) {
        this.askCarrier = askCarrier;
        this.config = config;
        this.database = database;
        this.conversations = conversations;
        this.meters = meters;
        this.instance = ids.next();
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        if (config.enabled()) {
            rounds.every(config.every(), "the carrier's records are asked for later", this::counted);
        }
    }

    private Uni<Boolean> counted() {
        return round().onItem().invoke(asked -> count(asked ? "asked" : "elsewhere"))
                .onFailure().invoke(() -> count("failed"));
    }

    private void count(String result) {
        meters.counter("hilo.reconcile.rounds", "result", result).increment();
    }

    /** @return false when another instance is at it */
    Uni<Boolean> round() {
        var now = conversations.now();
        return claim(now).chain(askedUntil -> askedUntil == null
                ? Uni.createFrom().item(false)
                : ask(askedUntil, now)
                        .chain(() -> database.preparedQuery(DONE).execute(Tuple.of(instance, at(now))))
                        .onFailure().call(() -> database.preparedQuery(GIVE_UP).execute(Tuple.of(instance)))
                        .replaceWith(true));
    }

    private Uni<@Nullable Instant> claim(Instant now) {
        return database.preparedQuery(CLAIM).execute(Tuple.of(instance, at(now), at(now.plus(config.lease()))))
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator().next().getOffsetDateTime("asked_until").toInstant());
    }

    /** The oldest first: those whose last chance it is. */
    private Uni<Void> ask(Instant askedUntil, Instant now) {
        var oldest = now.minus(config.history());
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var pause : config.pauses().reversed()) {
            var from = askedUntil.minus(pause);
            all = all.chain(() -> askCarrier.about(from.isBefore(oldest) ? oldest : from, now.minus(pause)));
        }
        return all;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
