package dev.hilo.messaging.outbound;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.pacing.Buckets;
import dev.hilo.messaging.pacing.Pacer;
import dev.hilo.messaging.pacing.PacingConfig;
import dev.hilo.messaging.pacing.Routes;
import dev.hilo.messaging.queue.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Finds what could leave. Texts of one number, lane and kind pass the same buckets, so they are one line: the look asks
 * each line for its head and its buckets for room, and only lines that have room are read, a few texts of each. So a
 * campaign that must wait costs one probe of the index, however much it has queued, and hides nobody else's texts.
 */
@ApplicationScoped
class DueTexts {

    /** How many texts there is room for: at once, and waiting for a slot that is near. */
    record Places(int atOnce, int ahead) {

        int all() {
            return atOnce + ahead;
        }
    }

    /**
     * What a look found.
     *
     * @param lines worth reading
     * @param nextAt when there may be more without anybody saying so; null when nothing waits for a moment
     */
    record Look(Routes.Known routes, List<Line> lines, @Nullable Instant nextAt) {
    }

    /**
     * One number's texts of one lane and kind.
     *
     * @param fits segments of the longest text that the day still has room for
     * @param take how many texts of it are worth locking
     */
    record Line(PhoneNumber did, Lane lane, boolean mms, int fits, int take) {
    }

    private record Head(PhoneNumber did, Lane lane, boolean mms, Instant due) {

        static Head of(Row row) {
            return new Head(new PhoneNumber(row.getString("did")), Lane.ofRank(row.getShort("lane")),
                    row.getBoolean("mms"), row.getOffsetDateTime("next_attempt_at").toInstant());
        }
    }

    /** Enough for a fair choice; of more a random part is read each time. */
    private static final int MOST_LINES = 256;

    /** Steps from line to line along the index. */
    static final String HEADS = """
            with recursive head as (
                (select did, lane, mms, next_attempt_at from send_queue where lease_until is null
                 order by did, lane, mms, next_attempt_at limit 1)
                union all
                select next.* from head cross join lateral (
                    select q.did, q.lane, q.mms, q.next_attempt_at from send_queue q
                    where q.lease_until is null and (q.did, q.lane, q.mms) > (head.did, head.lane, head.mms)
                    order by q.did, q.lane, q.mms, q.next_attempt_at limit 1) next)
            select * from head
            """;

    /**
     * In a conversation the legal answers come first, then live, then bulk, and of those the older. One that backs off
     * holds back those behind it; one that waits for morning or for an agent's word does not. None leaves while another
     * is under way.
     */
    static final String PICK = """
            select q.* from unnest($2::text[], $3::smallint[], $4::boolean[], $5::integer[], $6::integer[])
                line(did, lane, mms, fits, take)
            cross join lateral (
                select %s, q.next_attempt_at, q.seq from send_queue q
                where q.did = line.did and q.lane = line.lane and q.mms = line.mms and q.lease_until is null
                  and q.next_attempt_at <= $1 and q.send_at <= $1 and q.segments <= line.fits
                  and not exists (
                    select from send_queue o
                    where o.thread_id = q.thread_id and o.message_id <> q.message_id
                      and (o.lease_until is not null
                           or (o.send_at <= $1
                               and not (o.next_attempt_at > $1 and o.waiting_for in ('QUIET_HOURS', 'CONSENT'))
                               and (o.passage = 'ORDINARY', o.lane, o.send_at, o.seq)
                                   < (q.passage = 'ORDINARY', q.lane, q.send_at, q.seq))))
                order by q.next_attempt_at, q.seq
                limit line.take
                for update of q skip locked) q
            order by q.lane, q.next_attempt_at, q.seq
            """.formatted(Due.COLUMNS);

    private final Pool database;
    private final Routes routes;
    private final Buckets buckets;
    private final PacingConfig pacing;
    private final Clock clock;

    DueTexts(Pool database, Routes routes, Buckets buckets, PacingConfig pacing, Clock clock) {
        this.database = database;
        this.routes = routes;
        this.buckets = buckets;
        this.pacing = pacing;
        this.clock = clock;
    }

    /** Nothing is locked by it, so what it promises may be gone a moment later. */
    Uni<Look> look(Places places) {
        return database.preparedQuery(HEADS).execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Head::of).toList())
                .chain(heads -> heads.isEmpty()
                        ? routes.known().map(known -> new Look(known, List.of(), null))
                        : routes.known(heads.stream().map(Head::did).collect(Collectors.toSet()))
                                .chain(known -> look(heads, known, places)));
    }

    private Uni<Look> look(List<Head> heads, Routes.Known known, Places places) {
        var keys = heads.stream().flatMap(head -> known.of(head.did()).keys(head.mms())).collect(Collectors.toSet());
        return buckets.begin(keys).chain(() -> buckets.read(keys))
                .map(pacer -> look(heads, known, pacer, places, clock.instant()));
    }

    private Look look(List<Head> heads, Routes.Known known, Pacer pacer, Places places, Instant now) {
        List<Head> open = new ArrayList<>();
        Instant nextAt = null;
        for (var head : heads) {
            var at = opens(head, known, pacer, now);
            if (at == null) {
                open.add(head);
            } else {
                nextAt = nextAt == null || at.isBefore(nextAt) ? at : nextAt;
            }
        }
        var lines = new ArrayList<Line>();
        for (var lane : Lane.values()) {
            lines.addAll(lines(open.stream().filter(head -> head.lane() == lane).toList(), known, pacer, places, now));
        }
        return new Look(known, lines, nextAt);
    }

    /** When a line is worth looking at again; null when it is now. */
    private @Nullable Instant opens(Head head, Routes.Known known, Pacer pacer, Instant now) {
        if (head.due().isAfter(now)) {
            return head.due();
        }
        return switch (pacer.ask(known.of(head.did()), head.lane(), head.mms(), 1, now)) {
            case Pacer.Answer.NotBefore day -> day.tomorrow();
            // Not text by text: when half of what is taken ahead has left, the other half is filled up.
            case Pacer.Answer.At at -> at.slot().isAfter(now.plus(pacing.horizon()))
                    ? at.slot().minus(pacing.horizon().dividedBy(2))
                    : null;
        };
    }

    private List<Line> lines(List<Head> open, Routes.Known known, Pacer pacer, Places places, Instant now) {
        var chosen = open;
        if (open.size() > MOST_LINES) {
            chosen = new ArrayList<>(open);
            Collections.shuffle(chosen);
            chosen = chosen.subList(0, MOST_LINES);
        }
        var share = Math.ceilDiv(places.all(), Math.max(1, chosen.size()));
        return chosen.stream().sorted(Comparator.comparing(Head::due)).map(head -> {
            var route = known.of(head.did());
            var room = route.rates(head.mms()).isEmpty()
                    ? places.atOnce()
                    : pacer.room(route, head.lane(), head.mms(), now, pacing.horizon());
            return new Line(head.did(), head.lane(), head.mms(), pacer.left(route, head.lane(), now),
                    Math.min(share, room));
        }).filter(line -> line.take() > 0).toList();
    }

    /** The first texts of those lines, locked; those that another instance has locked are skipped. */
    Uni<List<Due>> pick(SqlConnection transaction, Look look, Instant now) {
        var lines = look.lines();
        return transaction.preparedQuery(PICK).execute(Tuple.tuple()
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(lines.stream().map(line -> line.did().value()).toArray(String[]::new))
                .addArrayOfShort(lines.stream().map(line -> (short) line.lane().rank()).toArray(Short[]::new))
                .addArrayOfBoolean(lines.stream().map(Line::mms).toArray(Boolean[]::new))
                .addArrayOfInteger(lines.stream().map(Line::fits).toArray(Integer[]::new))
                .addArrayOfInteger(lines.stream().map(Line::take).toArray(Integer[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Due::of).toList());
    }
}
