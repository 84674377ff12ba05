package dev.hilo.messaging.media;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/** Removes uploads that no message ever used: row first, since a row must never be without its bytes. */
@ApplicationScoped
class RemoveUnused {

    private static final Logger LOG = Logger.getLogger(RemoveUnused.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Pool database;
    private final MediaStore store;
    private final MediaConfig config;
    private final Clock clock;
    private final Vertx vertx;

    RemoveUnused(Pool database, MediaStore store, MediaConfig config, Clock clock, Vertx vertx) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(EVERY.toMillis(), _ -> remove());
    }

    private void remove() {
        var before = clock.instant().minus(config.unusedLife()).atOffset(ZoneOffset.UTC);
        var _ = database.preparedQuery("delete from media where message_id is null and created_at < $1 returning id")
                .execute(Tuple.of(before))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList())
                .chain(this::delete)
                .subscribe().with(_ -> {
                    // Gone.
                }, failure -> LOG.warnf("unused uploads stay for now: %s", failure.toString()));
    }

    private Uni<Void> delete(List<UUID> ids) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var id : ids) {
            all = all.chain(() -> store.delete(Medium.thumbnailOf(id))).chain(() -> store.delete(id));
        }
        return all;
    }
}
