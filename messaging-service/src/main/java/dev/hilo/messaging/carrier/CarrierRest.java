package dev.hilo.messaging.carrier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether sending rests, on every instance, because the carrier does not accept our credentials: the next text would
 * fare no better, and a storm of wrong logins can get an account locked. When the rest is over a text tries again; the
 * rest is lifted by the first answer that shows that we were let in.
 */
@ApplicationScoped
public class CarrierRest {

    /** @param until when the carrier is tried again */
    public record Resting(String reason, Instant since, Instant until) {

        static Resting of(Row row) {
            return new Resting(row.getString("reason"), row.getOffsetDateTime("since").toInstant(),
                    row.getOffsetDateTime("until").toInstant());
        }
    }

    private record Seen(Instant at, @Nullable Resting resting) {
    }

    private static final Logger LOG = Logger.getLogger(CarrierRest.class);

    /** How long another instance's word may take to be heard here. */
    private static final Duration FRESH = Duration.ofMillis(250);

    private static final String REST = """
            insert into carrier_rest as r (reason, since, until) values ($1, $2, $3)
            on conflict (only_one) do update set reason = excluded.reason,
                until = greatest(r.until, excluded.until)
            """;

    private final Pool database;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(Instant.MIN, null));

    CarrierRest(Pool database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started) {
        meters.gauge("hilo.send.resting", seen, last -> last.get().resting() == null ? 0 : 1);
    }

    /**
     * Until when nothing may be handed over; empty when sending goes on, or when it is time to try. It may take a
     * connection of its own, so it is not asked inside a transaction.
     */
    public Uni<Optional<Instant>> until() {
        return current().map(found -> found.map(Resting::until).filter(until -> until.isAfter(clock.instant())));
    }

    /** The rest that nothing has lifted yet, though its time may be over. */
    public Uni<Optional<Resting>> current() {
        return current(database);
    }

    /** As {@link #current()}, for those who hold a connection already. */
    public Uni<Optional<Resting>> current(SqlClient connection) {
        var last = seen.get();
        return last.at().isAfter(clock.instant().minus(FRESH))
                ? Uni.createFrom().item(Optional.ofNullable(last.resting()))
                : look(connection);
    }

    /** Sending rests from now on, when the transaction commits; a rest under way is only made longer. */
    public Uni<Void> rest(SqlClient transaction, String reason, Instant until) {
        var now = clock.instant();
        return transaction.preparedQuery(REST)
                .execute(Tuple.of(reason, now.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC)))
                .invoke(() -> {
                    var before = seen.get().resting();
                    seen.set(new Seen(now, new Resting(reason, before == null ? now : before.since(), until)));
                    LOG.errorf("the carrier does not accept our credentials (BULKVS_API_KEY, BULKVS_API_SECRET): all "
                            + "sending rests until %s", until);
                })
                .replaceWithVoid();
    }

    /**
     * The carrier let us in. An answer to a call that began before the rest says nothing about what came after, so
     * only one that came when it was time to try lifts it.
     */
    public Uni<Void> lift() {
        var resting = seen.get().resting();
        if (resting == null || resting.until().isAfter(clock.instant())) {
            return Uni.createFrom().voidItem();
        }
        return database.preparedQuery("delete from carrier_rest where until <= $1")
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(deleted -> {
                    if (deleted.rowCount() > 0) {
                        LOG.infof("the carrier accepts our credentials again: sending goes on");
                    }
                    seen.set(new Seen(Instant.MIN, null));
                })
                .replaceWithVoid()
                .onFailure().invoke(failure -> LOG.warnf("the rest stays for now: %s", failure.toString()))
                .onFailure().recoverWithNull();
    }

    private Uni<Optional<Resting>> look(SqlClient connection) {
        return connection.query("select reason, since, until from carrier_rest").execute()
                .map(rows -> rows.size() == 0 ? null : Resting.of(rows.iterator().next()))
                .invoke(found -> seen.set(new Seen(clock.instant(), found)))
                .map(Optional::ofNullable);
    }
}
