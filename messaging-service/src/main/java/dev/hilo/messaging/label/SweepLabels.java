package dev.hilo.messaging.label;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes deleted labels off the threads that still have them, some at a time, so that no thread is held up for longer than
 * a few of them take. No thread changes by that: a key without a label is shown nowhere from the moment of its deletion.
 */
@ApplicationScoped
class SweepLabels {

    private static final int AT_ONCE = 200;

    private static final String GONE = """
            select key from label where deleted_at is not null and not swept order by deleted_at limit 1
            """;

    private static final String TAKE_OFF = """
            update thread set labels = array_remove(labels, $1)
            where id in (select id from thread where labels @> array[$1] limit $2 for update skip locked)
            """;

    private static final String DONE = """
            update label set swept = true
            where key = $1 and not exists (select from thread where labels @> array[$1])
            """;

    private final Pool database;
    private final Duration every;

    /** @param every how often it looks for a label that was deleted */
    SweepLabels(Pool database,
            @ConfigProperty(name = "hilo.labels.sweep", defaultValue = "5S") Duration every) {
        this.database = database;
        this.every = every;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(every, "deleted labels stay on their threads", this::sweep);
    }

    /** One label, until a round finds no thread that it could take it off. */
    private Uni<Void> sweep() {
        return database.query(GONE).execute().chain(rows -> rows.size() == 0
                ? Uni.createFrom().voidItem()
                : takeOff(rows.iterator().next().getString("key")));
    }

    private Uni<Void> takeOff(String key) {
        return database.preparedQuery(TAKE_OFF).execute(Tuple.of(key, AT_ONCE))
                .chain(some -> some.rowCount() > 0
                        ? takeOff(key)
                        : database.preparedQuery(DONE).execute(Tuple.of(key)).replaceWithVoid());
    }
}
