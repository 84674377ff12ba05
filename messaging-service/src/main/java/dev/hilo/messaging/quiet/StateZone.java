package dev.hilo.messaging.quiet;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A contact says where they are. It overrides what their number says, for all our numbers; who noted it and when stays
 * on record, since it is what a text at an odd hour is justified with.
 */
@ApplicationScoped
class StateZone {

    private static final String STATE = """
            insert into contact_zone (id, external, zone, thread_id, stated_by, stated_at)
            values ($1, $2, $3, $4, $5, $6)
            """;

    private final Threads threads;
    private final Pool database;
    private final Ids ids;
    private final Clock clock;

    StateZone(Threads threads, Pool database, Ids ids, Clock clock) {
        this.threads = threads;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param zone an IANA name; null takes back what was stated */
    Uni<Void> state(Caller caller, UUID threadId, @Nullable String zone) {
        var checked = zone == null ? null : zone(zone);
        return threads.require(caller, threadId)
                .chain(found -> database.withTransaction(
                        transaction -> state(transaction, caller, threadId, found.thread().external(), checked)));
    }

    /** The queue's rows before the one that refers to the thread: the order of everybody. */
    private Uni<Void> state(SqlConnection transaction, Caller caller, UUID threadId, PhoneNumber contact,
            @Nullable String zone) {
        var now = clock.instant();
        return Queue.morningMoved(transaction, contact, now)
                .chain(() -> transaction.preparedQuery(STATE)
                        .execute(Tuple.from(new @Nullable Object[]{ids.next(), contact.value(), zone, threadId,
                                caller.user(), now.atOffset(ZoneOffset.UTC)})))
                .replaceWithVoid();
    }

    private static String zone(String name) {
        // A region, not an offset: an offset knows no daylight saving.
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return name;
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/zone",
                "not a time zone; write it as America/New_York");
    }
}
