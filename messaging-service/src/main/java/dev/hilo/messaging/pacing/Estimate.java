package dev.hilo.messaging.pacing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.MessageView.Reason;
import dev.hilo.contracts.messaging.MessageView.Waiting;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.QueuedText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * When a waiting text will probably leave: what stands before it on its buckets, at their rates, from the moment at
 * which they are free. It is computed when somebody asks, so it is never staler than the question, and moving 50,000
 * texts does not mean writing 50,000 rows.
 */
@ApplicationScoped
public class Estimate {

    /** A text that stands in the queue, or is about to. */
    record Place(UUID messageId, PhoneNumber did, Lane lane, boolean mms, int segments, Instant due) {
    }

    /** Segments that leave before a text. */
    record Ahead(long campaign, long number, long day) {

        Ahead plus(int segments) {
            return new Ahead(campaign + segments, number + segments, day + segments);
        }
    }

    private record Queued(Place place, Reason stored) {
    }

    /** A longer queue is counted so far; then the estimate is the least that it takes. */
    private static final int MOST_COUNTED = 20_000;

    /** Of one answer's texts so many are estimated each for itself; those behind them say what the last one says. */
    private static final int MOST_ESTIMATED = 20;

    /** What takes less is just its turn. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** A longer queue than this is not counted again for each text that joins it. */
    private static final int LONG = 1_000;

    /** For so long a long queue's count is good enough, with what joined it since. */
    private static final Duration COUNTED = Duration.ofMillis(500);

    private record Line(PhoneNumber did, Lane lane, boolean mms) {
    }

    private record Counted(Instant at, Ahead ahead) {
    }

    /** Line by line, each a range of the index: what is scheduled for later is not even looked at. */
    private static final String AHEAD = """
            select coalesce(sum(segments) filter (where mms = $4 and did = any($2)), 0)::bigint as campaign,
                coalesce(sum(segments) filter (where did = $3), 0)::bigint as number,
                coalesce(sum(segments), 0)::bigint as day
            from (
                select q.did, q.mms, q.segments
                from unnest($1::text[]) line(did), unnest(array[false, true]) kind(mms), lateral (
                    select message_id, did, mms, segments from send_queue
                    where did = line.did and lane = $5 and mms = kind.mms and next_attempt_at <= $6
                      and lease_until is null
                    union all
                    select message_id, did, mms, segments from send_queue
                    where did = line.did and lane < $5 and mms = kind.mms and next_attempt_at <= $7
                      and lease_until is null) q
                where q.message_id <> $8
                limit %d) ahead
            """.formatted(MOST_COUNTED);

    private static final String QUEUED = """
            select message_id, did, lane, mms, segments, next_attempt_at, waiting_for from send_queue
            where message_id = any($1) and lease_until is null
            """;

    private final Pool database;
    private final Routes routes;
    private final Buckets buckets;
    private final CarrierRest rest;
    private final Clock clock;
    private final Map<Line, Counted> counted = new ConcurrentHashMap<>();

    Estimate(Pool database, Routes routes, Buckets buckets, CarrierRest rest, Clock clock) {
        this.database = database;
        this.routes = routes;
        this.buckets = buckets;
        this.rest = rest;
        this.clock = clock;
    }

    /** What a text waits for that is about to enter the queue. */
    public Uni<Waiting> of(SqlConnection connection, QueuedText text) {
        var now = now();
        if (text.sendAt().isAfter(now)) {
            return Uni.createFrom().item(new Waiting(Reason.SCHEDULED, text.sendAt()));
        }
        var place = new Place(text.messageId(), text.conversation().did(), text.lane(), text.mms(), text.segments(),
                now);
        var line = new Line(place.did(), place.lane(), place.mms());
        return of(connection, place, now, (campaign, sharing) -> {
            var before = counted.get(line);
            return (before != null && before.at().isAfter(now.minus(COUNTED))
                    ? Uni.createFrom().item(before)
                    : ahead(connection, place, campaign, sharing, now).map(ahead -> new Counted(now, ahead)))
                    .invoke(count -> remember(line, new Counted(count.at(), count.ahead().plus(text.segments()))))
                    .map(Counted::ahead);
        });
    }

    private void remember(Line line, Counted count) {
        if (count.ahead().day() > LONG) {
            counted.put(line, count);
        } else {
            counted.remove(line);
        }
    }

    /** The same messages; what queued ones wait for is as it is now. */
    public Uni<List<MessageView>> refresh(List<MessageView> messages) {
        var queued = messages.stream().filter(message -> message.status() == MessageStatus.QUEUED)
                .map(message -> message.id().value()).toList();
        if (queued.isEmpty()) {
            return Uni.createFrom().item(messages);
        }
        return rest.current().chain(resting -> database
                .withConnection(connection -> waiting(connection, queued, now()))
                .map(found -> resting.isPresent() ? rests(found) : found)
                .map(found -> messages.stream().map(message -> {
                    var waiting = found.get(message.id().value());
                    return waiting == null ? message : message.with(waiting);
                }).toList()));
    }

    /** While sending rests, nobody can tell when those will leave that are due. */
    private static Map<UUID, Waiting> rests(Map<UUID, Waiting> due) {
        return due.keySet().stream().collect(Collectors.toMap(Function.identity(),
                _ -> new Waiting(Reason.CARRIER, null)));
    }

    /** Of those that are due; the others' own words still hold. */
    private Uni<Map<UUID, Waiting>> waiting(SqlConnection connection, List<UUID> ids, Instant now) {
        return connection.preparedQuery(QUEUED).execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Estimate::queued)
                        .filter(text -> !text.place().due().isAfter(now) && text.stored() != Reason.CONSENT)
                        .map(Queued::place)
                        .sorted((a, b) -> a.due().compareTo(b.due())).toList())
                .chain(due -> {
                    Map<UUID, Waiting> found = new HashMap<>();
                    Uni<Waiting> last = Uni.createFrom().item(new Waiting(Reason.TURN, now));
                    for (var place : due.subList(0, Math.min(due.size(), MOST_ESTIMATED))) {
                        last = last.chain(() -> of(connection, place, now,
                                (campaign, sharing) -> ahead(connection, place, campaign, sharing, now)))
                                .invoke(waiting -> found.put(place.messageId(), waiting));
                    }
                    return last.map(behind -> {
                        due.forEach(place -> found.putIfAbsent(place.messageId(), behind));
                        return found;
                    });
                });
    }

    private Uni<Waiting> of(SqlConnection connection, Place place, Instant now,
            BiFunction<String[], String[], Uni<Ahead>> count) {
        return routes.known(connection, List.of(place.did())).chain(known -> {
            var route = known.of(place.did());
            if (route.isOpen(place.mms())) {
                return Uni.createFrom().item(new Waiting(Reason.TURN, now));
            }
            var id = route.campaign();
            var campaign = id == null
                    ? Set.of(place.did())
                    : known.where(other -> id.equals(other.campaign()));
            var sharing = route.day().limit().limited()
                    ? known.where(other -> other.day().key().equals(route.day().key()))
                    : campaign;
            return count.apply(array(campaign), array(sharing))
                    .chain(ahead -> buckets.read(connection, route.keys(place.mms()).toList())
                            .map(pacer -> expected(route, pacer, place, ahead, now)));
        });
    }

    private static Uni<Ahead> ahead(SqlConnection connection, Place place, String[] campaign, String[] sharing,
            Instant now) {
        return connection.preparedQuery(AHEAD)
                .execute(Tuple.from(new Object[]{sharing, campaign, place.did().value(), place.mms(),
                        (short) place.lane().rank(), at(place.due()), at(now), place.messageId()}))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Ahead(row.getLong("campaign"), row.getLong("number"), row.getLong("day"));
                });
    }

    /** The arithmetic of it. */
    static Waiting expected(Route route, Pacer pacer, Place place, Ahead ahead, Instant now) {
        var leaves = now;
        var slowest = Duration.ZERO;
        for (var rate : route.rates(place.mms())) {
            var before = rate.equals(route.number()) ? ahead.number() : ahead.campaign();
            var free = pacer.slot(route, place.mms(), now).plus(rate.tempo().of(before));
            leaves = free.isAfter(leaves) ? free : leaves;
            slowest = rate.tempo().of(1).compareTo(slowest) > 0 ? rate.tempo().of(1) : slowest;
        }
        var tomorrow = route.day().ends(route.day().at(now));
        var over = ahead.day() + place.segments() - pacer.left(route, place.lane(), now);
        if (over > 0 && leaves.isBefore(tomorrow)) {
            return new Waiting(Reason.DAY_BUDGET, onAnotherDay(route.day(), place, over, slowest, now));
        }
        return new Waiting(leaves.isAfter(now.plus(SOON)) ? Reason.PACE : Reason.TURN,
                leaves.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Null when no day has room for it. */
    private static @Nullable Instant onAnotherDay(Route.Day day, Place place, long over, Duration slowest,
            Instant now) {
        var each = day.upTo(place.lane());
        if (place.segments() > each) {
            return null;
        }
        var days = Math.ceilDiv(over, each);
        var before = Math.max(0, over - (days - 1) * each - place.segments());
        return day.ends(day.at(now).plusDays(days - 1)).plus(slowest.multipliedBy(before));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Queued queued(Row row) {
        return new Queued(new Place(row.getUUID("message_id"), new PhoneNumber(row.getString("did")),
                Lane.ofRank(row.getShort("lane")), row.getBoolean("mms"), row.getInteger("segments"),
                row.getOffsetDateTime("next_attempt_at").toInstant()), Reason.valueOf(row.getString("waiting_for")));
    }

    private static String[] array(Collection<PhoneNumber> dids) {
        return dids.stream().map(PhoneNumber::value).sorted().toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
