package dev.hilo.messaging.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.receipt.Trail;
import dev.hilo.platform.rounds.Left;
import dev.hilo.platform.rounds.Rest;
import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Counts the texts of each hour by number, conversation and agent, set by set, behind the backs of those who store and
 * send them. Which hours changed is found by when messages changed; each of them is counted anew as a whole, so nothing
 * can be counted twice, whatever a text does, whoever dies, and however many instances do it.
 */
@ApplicationScoped
class TallyHours {

    /** Counted in one transaction: the first time there may be years of them. */
    private static final int AT_ONCE = 24;

    /** The part of the time that counting may take, as its inverse. */
    private static final int REST = 20;

    private static final String LAST_LOOK = "select changed_until from number_tally for update skip locked";

    private static final String DUE = """
            insert into number_hour_due
            select distinct date_trunc('hour', m.created_at, 'UTC') from message m where m.updated_at >= $1
            on conflict do nothing
            """;

    private static final String LOOKED = "update number_tally set changed_until = $1";

    /** The newest first: what somebody looks at now. */
    private static final String TAKE = """
            delete from number_hour_due where hour in (
                select hour from number_hour_due order by hour desc limit $1 for update skip locked)
            returning hour
            """;

    /**
     * Texts are read once, to the finest of what is counted; each table is a coarser sum of it. Answers when each
     * number had its last ones.
     */
    private static final String TALLY = """
            with part as (
                select m.did, date_trunc('hour', m.created_at, 'UTC') as hour, m.thread_id,
                    case when m.direction = 'OUTBOUND' then m.author end as author,
                    case when m.status = 'FAILED' then coalesce(m.error_code, 'unknown') end as code,
                    count(*) filter (where m.direction = 'INBOUND') as received,
                    count(*) filter (where m.status = 'SENT') as sent,
                    count(*) filter (where m.status = 'DELIVERED') as delivered,
                    count(*) filter (where m.status = 'FAILED') as failed,
                    count(*) filter (where m.status = 'FAILED' and m.error_code = any($3)) as undelivered,
                    count(*) filter (where m.status = 'UNCONFIRMED') as unconfirmed,
                    count(*) filter (where m.status in ('QUEUED', 'SENDING')) as waiting,
                    max(m.error_text) filter (where m.status = 'FAILED') as words,
                    max(m.created_at) filter (where m.direction = 'INBOUND') as inbound_at,
                    max(m.created_at) filter (where m.direction = 'OUTBOUND') as outbound_at
                from message m
                where m.created_at >= $1 and m.created_at < $2 and m.direction in ('INBOUND', 'OUTBOUND')
                group by 1, 2, 3, 4, 5
            ), conversations as (
                insert into conversation_hour as c (hour, thread_id, did, received, sent, delivered, failed, failures,
                    authors)
                select hour, thread_id, did, sum(received), sum(sent + delivered + undelivered), sum(delivered),
                    sum(failed),
                    jsonb_agg(jsonb_build_object('code', code, 'count', failed) order by code, author)
                        filter (where code is not null),
                    array_agg(distinct author order by author) filter (where author is not null)
                from part group by hour, thread_id, did order by hour, thread_id
                on conflict (hour, thread_id) do update set received = excluded.received, sent = excluded.sent,
                    delivered = excluded.delivered, failed = excluded.failed, failures = excluded.failures,
                    authors = excluded.authors
                where (c.received, c.sent, c.delivered, c.failed, c.failures, c.authors) is distinct from
                    (excluded.received, excluded.sent, excluded.delivered, excluded.failed, excluded.failures,
                        excluded.authors)
            ), agents as (
                insert into agent_hour as a (hour, did, author, sent, delivered, failed, failures)
                select hour, did, author, sum(sent), sum(delivered), sum(failed),
                    jsonb_agg(jsonb_build_object('code', code, 'count', failed) order by code)
                        filter (where code is not null)
                from (select hour, did, author, code, sum(sent + delivered + undelivered) as sent,
                        sum(delivered) as delivered, sum(failed) as failed
                    from part where author is not null group by 1, 2, 3, 4) p
                group by hour, did, author order by hour, did, author
                on conflict (hour, did, author) do update set sent = excluded.sent, delivered = excluded.delivered,
                    failed = excluded.failed, failures = excluded.failures
                where (a.sent, a.delivered, a.failed, a.failures) is distinct from
                    (excluded.sent, excluded.delivered, excluded.failed, excluded.failures)
            ), numbers as (
                insert into number_hour as n (did, hour, received, sent, delivered, failed, undelivered, unconfirmed,
                    waiting, failures)
                select did, hour, sum(received), sum(sent), sum(delivered), sum(failed), sum(undelivered),
                    sum(unconfirmed), sum(waiting),
                    jsonb_agg(jsonb_build_object('code', code, 'words', words, 'count', failed) order by code)
                        filter (where code is not null)
                from (select did, hour, code, sum(received) as received, sum(sent) as sent,
                        sum(delivered) as delivered, sum(failed) as failed, sum(undelivered) as undelivered,
                        sum(unconfirmed) as unconfirmed, sum(waiting) as waiting, max(words) as words
                    from part group by 1, 2, 3) p
                group by did, hour order by did, hour
                on conflict (did, hour) do update set received = excluded.received, sent = excluded.sent,
                    delivered = excluded.delivered, failed = excluded.failed, undelivered = excluded.undelivered,
                    unconfirmed = excluded.unconfirmed, waiting = excluded.waiting, failures = excluded.failures
                where (n.received, n.sent, n.delivered, n.failed, n.undelivered, n.unconfirmed, n.waiting, n.failures)
                    is distinct from (excluded.received, excluded.sent, excluded.delivered, excluded.failed,
                        excluded.undelivered, excluded.unconfirmed, excluded.waiting, excluded.failures)
            )
            select did, max(inbound_at) as inbound_at, max(outbound_at) as outbound_at from part group by did
            """;

    /**
     * The only rows that hours share, so another instance may want them too: a transaction takes all of its own in one
     * statement, in the order of their keys, and last. So nobody waits in a circle, or for long.
     */
    private static final String LATEST = """
            insert into number_latest as n (did, inbound_at, outbound_at)
            select did, max(inbound_at), max(outbound_at)
            from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) l(did, inbound_at, outbound_at)
            group by did order by did
            on conflict (did) do update set inbound_at = greatest(n.inbound_at, excluded.inbound_at),
                outbound_at = greatest(n.outbound_at, excluded.outbound_at)
            where (n.inbound_at, n.outbound_at) is distinct from
                (greatest(n.inbound_at, excluded.inbound_at), greatest(n.outbound_at, excluded.outbound_at))
            """;

    /** Hours without a gap between them. */
    record Span(Instant from, Instant until) {

        /** @param hours in any order */
        static List<Span> of(List<Instant> hours) {
            List<Span> spans = new ArrayList<>();
            for (var hour : hours.stream().sorted().toList()) {
                var ends = hour.plus(Duration.ofHours(1));
                if (!spans.isEmpty() && spans.getLast().until().equals(hour)) {
                    spans.set(spans.size() - 1, new Span(spans.getLast().from(), ends));
                } else {
                    spans.add(new Span(hour, ends));
                }
            }
            return spans;
        }
    }

    private final Pool database;
    private final ReportConfig config;
    private final Clock clock;

    TallyHours(Pool database, ReportConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.resting(new Rest.AfterAll(config.every(), REST), "the texts of numbers are counted later",
                () -> tally().replaceWith(Left.NOTHING));
    }

    /** Looks for what changed, and counts it. */
    Uni<Void> tally() {
        return look().chain(this::tallyDue);
    }

    private Uni<Void> look() {
        var now = clock.instant();
        return database.withTransaction(transaction -> transaction.query(LAST_LOOK).execute()
                .chain(rows -> rows.size() == 0
                        // Another instance is looking.
                        ? Uni.createFrom().voidItem()
                        : due(transaction, rows.iterator().next().getOffsetDateTime(0), at(now))));
    }

    private Uni<Void> due(SqlConnection transaction, OffsetDateTime lastLook, OffsetDateTime now) {
        return transaction.preparedQuery(DUE).execute(Tuple.of(lastLook.minus(config.overlap())))
                .chain(() -> transaction.preparedQuery(LOOKED).execute(Tuple.of(now))).replaceWithVoid();
    }

    private Uni<Void> tallyDue() {
        return database.withTransaction(this::tallySome)
                .chain(some -> some < AT_ONCE ? Uni.createFrom().voidItem() : tallyDue());
    }

    private Uni<Integer> tallySome(SqlConnection transaction) {
        return transaction.preparedQuery(TAKE).execute(Tuple.of(AT_ONCE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getOffsetDateTime(0).toInstant()).toList())
                .call(hours -> tally(transaction, Span.of(hours)))
                .map(List::size);
    }

    /** A statement for each span: with its borders known the planner reads a few pages instead of all. */
    private static Uni<Void> tally(SqlConnection transaction, List<Span> spans) {
        return Multi.createFrom().iterable(spans)
                .onItem().transformToUniAndConcatenate(span -> transaction.preparedQuery(TALLY)
                        .execute(Tuple.of(at(span.from()), at(span.until()),
                                Trail.failureCodes().toArray(String[]::new))))
                .collect().asList()
                .chain(counted -> keepLatest(transaction, counted.stream()
                        .flatMap(rows -> StreamSupport.stream(rows.spliterator(), false)).toList()));
    }

    private static Uni<Void> keepLatest(SqlConnection transaction, List<Row> counted) {
        if (counted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction.preparedQuery(LATEST).execute(Tuple.of(
                counted.stream().map(row -> row.getString("did")).toArray(String[]::new),
                counted.stream().map(row -> row.getOffsetDateTime("inbound_at")).toArray(OffsetDateTime[]::new),
                counted.stream().map(row -> row.getOffsetDateTime("outbound_at")).toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
