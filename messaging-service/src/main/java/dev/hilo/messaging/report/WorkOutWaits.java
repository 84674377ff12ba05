package dev.hilo.messaging.report;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.team.Opening;
import dev.hilo.messaging.team.OpeningHours;
import dev.hilo.platform.rounds.Left;
import dev.hilo.platform.rounds.Rest;
import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Works out how much of each wait that a reply ended lay within the hours of the number's teams, behind the backs of
 * those who answer. It is done once, seconds after the reply: hours that are changed later change no past. However many
 * instances do it, each reply is one's.
 */
@ApplicationScoped
class WorkOutWaits {

    /** In one transaction: the first time there may be years of them. */
    private static final int AT_ONCE = 5_000;

    /** The part of the time that it may take, as its inverse. */
    private static final int REST = 20;

    /** The newest first: what somebody looks at now. */
    private static final String TAKE = """
            select id, did, asked_at, replied_at from reply where open_seconds is null
            order by replied_at desc limit $1 for update skip locked
            """;

    private static final String KEEP = """
            update reply r set open_seconds = w.seconds from unnest($1::uuid[], $2::float8[]) w(id, seconds)
            where r.id = w.id
            """;

    private final Pool database;
    private final OpeningHours hours;
    private final ReportConfig config;

    WorkOutWaits(Pool database, OpeningHours hours, ReportConfig config) {
        this.database = database;
        this.hours = hours;
        this.config = config;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.resting(new Rest.AfterBatch(config.every(), REST), "waits are worked out later", this::some);
    }

    /** All that there are. */
    Uni<Void> all() {
        return some().chain(left -> left == Left.NOTHING ? Uni.createFrom().voidItem() : all());
    }

    private Uni<Left> some() {
        return hours.byNumber().chain(openings -> database.withTransaction(transaction -> transaction
                .preparedQuery(TAKE).execute(Tuple.of(AT_ONCE))
                .chain(rows -> keep(transaction, StreamSupport.stream(rows.spliterator(), false).toList(), openings))))
                .map(worked -> worked < AT_ONCE ? Left.NOTHING : Left.MORE);
    }

    private static Uni<Integer> keep(SqlConnection transaction, List<Row> replies,
            Map<PhoneNumber, Opening> openings) {
        if (replies.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var ids = replies.stream().map(reply -> reply.getUUID("id")).toArray(UUID[]::new);
        var seconds = replies.stream().map(reply -> secondsOf(reply, openings)).toArray(Double[]::new);
        return transaction.preparedQuery(KEEP).execute(Tuple.of(ids, seconds)).replaceWith(replies.size());
    }

    private static Double secondsOf(Row reply, Map<PhoneNumber, Opening> openings) {
        var opening = openings.getOrDefault(new PhoneNumber(reply.getString("did")), Opening.ALWAYS);
        var waited = opening.between(instantOf(reply, "asked_at"), instantOf(reply, "replied_at"));
        return waited.getSeconds() + waited.getNano() / 1e9;
    }

    private static Instant instantOf(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at.toInstant();
    }
}
