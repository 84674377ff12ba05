package dev.hilo.messaging.board;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.Visibility;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What the database holds of the board: one look at the conversations that are not closed, and small ones beside it. */
@ApplicationScoped
class BoardRows {

    /**
     * By number and assignee, which is as fine as anything on the board; who waits is who the list says waits. Those that
     * are open are counted in an index that has all it takes, and only those that wait are looked at.
     */
    private static final String STANDING = """
            with waiting as (
                select t.did, t.assignee, count(*) as waiting, min(t.waiting_since) as since,
                    (array_agg(t.id order by t.waiting_since, t.id))[1] as oldest
                from thread t
                where t.unanswered and t.state <> 'CLOSED' and ($1::text[] is null or t.did = any($1))
                group by 1, 2
            ), standing as (
                select t.did, t.assignee, count(*) as open, count(*) filter (where t.state = 'SNOOZED') as snoozed
                from thread t
                where t.state <> 'CLOSED' and ($1::text[] is null or t.did = any($1))
                group by 1, 2
            )
            select s.did, s.assignee, s.open, s.snoozed, coalesce(w.waiting, 0) as waiting, w.since, w.oldest
            from standing s
            left join waiting w on w.did = s.did and coalesce(w.assignee, '') = coalesce(s.assignee, '')
            """;

    private static final String REPLIES = """
            select author, count(*) as replies, max(replied_at) as last from reply
            where replied_at >= $1 and ($2::text[] is null or did = any($2))
            group by 1
            """;

    /** Hours begin with the zone's day, or half an hour beside it where a zone is off by so much. */
    private static final String TODAY = """
            select coalesce((select sum(received) from number_hour
                    where hour >= $1 and ($2::text[] is null or did = any($2))), 0) as received,
                coalesce((select sum(sent + delivered + undelivered) from number_hour
                    where hour >= $1 and ($2::text[] is null or did = any($2))), 0) as sent,
                r.p50, r.open_p50,
                (select count(*) from resolution
                    where closed_at >= $1 and ($2::text[] is null or did = any($2))) as resolved
            from (select percentile_cont(0.5) within group (order by seconds) as p50,
                    percentile_cont(0.5) within group (order by open_seconds) as open_p50
                from reply where replied_at >= $1 and ($2::text[] is null or did = any($2))) r
            """;

    /** What one agent answered today. */
    record Answered(long replies, Instant last) {
    }

    /** All of us since midnight. */
    record Day(long received, long sent, @Nullable Double p50, @Nullable Double openP50, long resolved) {
    }

    private final Pool database;

    BoardRows(Pool database) {
        this.database = database;
    }

    Uni<List<Standing>> standings(Visibility visible) {
        return database.preparedQuery(STANDING).execute(Tuple.tuple().addArrayOfString(dids(visible)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(BoardRows::standing).toList());
    }

    Uni<Map<String, Answered>> replies(Instant since, Visibility visible) {
        return database.preparedQuery(REPLIES).execute(parameters(since, visible)).map(rows -> {
            Map<String, Answered> replies = new HashMap<>();
            rows.forEach(row -> replies.put(row.getString("author"),
                    new Answered(row.getLong("replies"), row.getOffsetDateTime("last").toInstant())));
            return replies;
        });
    }

    Uni<Day> day(Instant since, Visibility visible) {
        return database.preparedQuery(TODAY).execute(parameters(since, visible)).map(rows -> {
            var row = rows.iterator().next();
            return new Day(row.getLong("received"), row.getLong("sent"), row.getDouble("p50"),
                    row.getDouble("open_p50"), row.getLong("resolved"));
        });
    }

    private static Tuple parameters(Instant since, Visibility visible) {
        return Tuple.tuple().addOffsetDateTime(since.atOffset(ZoneOffset.UTC)).addArrayOfString(dids(visible));
    }

    private static String @Nullable [] dids(Visibility visible) {
        return switch (visible) {
            case Visibility.Everything _ -> null;
            case Visibility.Only only -> only.asArray();
        };
    }

    private static Standing standing(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("since");
        return new Standing(new PhoneNumber(row.getString("did")), row.getString("assignee"), row.getLong("open"),
                row.getLong("snoozed"), row.getLong("waiting"), since == null ? null : since.toInstant(),
                row.getUUID("oldest"), null);
    }
}
