package dev.hilo.messaging.media;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Removes uploads that no message ever used: row first, since a row must never be without its bytes. */
@ApplicationScoped
class RemoveUnused {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Pool database;
    private final MediaStore store;
    private final MediaConfig config;
    private final Clock clock;

    RemoveUnused(Pool database, MediaStore store, MediaConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(EVERY, "unused uploads stay", this::remove);
    }

    private Uni<Void> remove() {
        var before = clock.instant().minus(config.unusedLife()).atOffset(ZoneOffset.UTC);
        return database.preparedQuery("delete from media where message_id is null and created_at < $1 returning id")
                .execute(Tuple.of(before))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList())
                .chain(this::delete);
    }

    private Uni<Void> delete(List<UUID> ids) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var id : ids) {
            all = all.chain(() -> store.delete(Medium.thumbnailOf(id))).chain(() -> store.delete(id));
        }
        return all;
    }
}
