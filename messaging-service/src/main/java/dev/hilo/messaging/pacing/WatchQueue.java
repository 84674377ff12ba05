package dev.hilo.messaging.pacing;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.queue.Lane;
import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Measures what waits: how many texts, how long the oldest has been due, and how much of each day's budget is used. What
 * waits for the morning or for an agent's word is not late. Every instance says the same.
 */
@ApplicationScoped
class WatchQueue {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final String WAITING = """
            select lane, count(*) as waiting,
                min(send_at) filter (where waiting_for not in ('CONSENT', 'QUIET_HOURS')) as oldest
            from send_queue where lease_until is null and send_at <= $1 group by lane
            """;

    private static final String USED = "select key, used from pace_bucket where day = $1";

    private record Line(AtomicLong waiting, AtomicLong oldestSeconds) {

        Line() {
            this(new AtomicLong(), new AtomicLong());
        }
    }

    private final Pool database;
    private final Clock clock;
    private final PacingConfig config;
    private final MeterRegistry meters;
    private final Map<Lane, Line> lines = new EnumMap<>(Lane.class);

    WatchQueue(Pool database, Clock clock, PacingConfig config, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        for (var lane : Lane.values()) {
            var line = new Line();
            var tags = Tags.of("lane", lane.name().toLowerCase(Locale.ROOT));
            meters.gauge("hilo.send.waiting", tags, line.waiting());
            meters.gauge("hilo.send.oldest.seconds", tags, line.oldestSeconds());
            lines.put(lane, line);
        }
        var used = MultiGauge.builder("hilo.send.day.used").register(meters);
        rounds.every(EVERY, "the queue is not measured", () -> waiting().chain(() -> used(used)));
    }

    private Uni<Void> waiting() {
        var now = clock.instant();
        return database.preparedQuery(WAITING).execute(Tuple.of(now.atOffset(ZoneOffset.UTC))).invoke(rows -> {
            lines.values().forEach(line -> {
                line.waiting().set(0);
                line.oldestSeconds().set(0);
            });
            for (var row : rows) {
                var line = lines.get(Lane.ofRank(row.getShort("lane")));
                if (line != null) {
                    line.waiting().set(row.getLong("waiting"));
                    var oldest = row.getOffsetDateTime("oldest");
                    line.oldestSeconds().set(oldest == null
                            ? 0
                            : Duration.between(oldest.toInstant(), now).toSeconds());
                }
            }
        }).replaceWithVoid();
    }

    /** Of brands; a number of ours is nobody's business in a metric. */
    private Uni<Void> used(MultiGauge used) {
        return database.preparedQuery(USED).execute(Tuple.of(LocalDate.ofInstant(clock.instant(), config.dayZone())))
                .invoke(rows -> used.register(StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getString("key").startsWith("brand:"))
                        .map(row -> MultiGauge.Row.of(Tags.of("brand", row.getString("key").substring(6)),
                                row.getInteger("used")))
                        .toList(), true))
                .replaceWithVoid();
    }
}
