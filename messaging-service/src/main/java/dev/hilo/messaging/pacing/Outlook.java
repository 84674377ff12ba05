package dev.hilo.messaging.pacing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageView.Reason;
import dev.hilo.contracts.messaging.MessageView.Waiting;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.carrier.CarrierRest.Resting;
import dev.hilo.messaging.queue.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * What waits to leave as a whole, and when the last of it will probably have left: the {@link Estimate} of a text that
 * would stand behind all others.
 */
@ApplicationScoped
public class Outlook {

    /**
     * Some numbers' queue.
     *
     * @param queued texts whose turn it is
     * @param later texts that wait for their time: scheduled, for the morning, for another try
     * @param held texts that wait for an agent's word on what the contact wants
     * @param perMinute segments that may leave in a minute at most; null when nothing limits them
     * @param emptyAt null when nothing is queued, while sending rests, and when no day has room for it
     * @param waiting what the last of them waits for; null when nothing is queued
     * @param rests null while sending goes on
     */
    public record Ahead(long queued, long later, long held, @Nullable Integer perMinute, @Nullable Instant emptyAt,
            @Nullable Reason waiting, @Nullable Resting rests, Map<PhoneNumber, Line> lines) {
    }

    /** One number's part of it; absent when nothing of it is queued. */
    public record Line(long queued, @Nullable Instant emptyAt) {
    }

    /** Texts of one number and kind. */
    record Group(PhoneNumber did, boolean mms, long queued, long segments, boolean bulk, long later, long held) {
    }

    /** One scan of what is queued, of all numbers: those that share a bucket stand in each other's way. */
    private static final String GROUPS = """
            select did, mms, count(*) filter (where due) as queued,
                coalesce(sum(segments) filter (where due), 0)::bigint as segments,
                coalesce(bool_or(lane > 0) filter (where due), false) as bulk, count(*) filter (where later) as later,
                count(*) filter (where not due and not later) as held
            from (select did, mms, lane, segments, next_attempt_at > $1 as later,
                    next_attempt_at <= $1 and waiting_for <> 'CONSENT' as due
                from send_queue where lease_until is null) q
            group by 1, 2
            """;

    private static final UUID BEHIND_ALL = new UUID(0, 0);

    private final Pool database;
    private final Routes routes;
    private final Buckets buckets;
    private final CarrierRest rest;
    private final Clock clock;

    Outlook(Pool database, Routes routes, Buckets buckets, CarrierRest rest, Clock clock) {
        this.database = database;
        this.routes = routes;
        this.buckets = buckets;
        this.rest = rest;
        this.clock = clock;
    }

    /** @param dids the numbers it is about */
    public Uni<Ahead> of(Collection<PhoneNumber> dids) {
        var now = clock.instant();
        var ours = Set.copyOf(dids);
        return groups(now).chain(groups -> rest.current().chain(resting -> routes
                .known(Stream.concat(ours.stream(), groups.stream().map(Group::did)).collect(Collectors.toSet()))
                .chain(known -> buckets.read(keys(groups, known))
                        .map(pacer -> ahead(ours, groups, known, pacer, resting.orElse(null), now)))));
    }

    private Uni<List<Group>> groups(Instant now) {
        return database.preparedQuery(GROUPS).execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Outlook::group).toList());
    }

    private static Group group(Row row) {
        return new Group(new PhoneNumber(row.getString("did")), row.getBoolean("mms"), row.getLong("queued"),
                row.getLong("segments"), row.getBoolean("bulk"), row.getLong("later"), row.getLong("held"));
    }

    private static Set<String> keys(List<Group> groups, Routes.Known known) {
        return groups.stream().flatMap(group -> known.of(group.did()).keys(group.mms())).collect(Collectors.toSet());
    }

    private static Ahead ahead(Set<PhoneNumber> ours, List<Group> groups, Routes.Known known, Pacer pacer,
            @Nullable Resting resting, Instant now) {
        Map<PhoneNumber, Line> lines = new HashMap<>();
        Waiting last = null;
        for (var group : groups) {
            if (!ours.contains(group.did()) || group.queued() == 0) {
                continue;
            }
            var waiting = resting == null
                    ? lastOf(group, groups, known, pacer, now)
                    : new Waiting(Reason.CARRIER, null);
            last = later(last, waiting);
            lines.merge(group.did(), new Line(group.queued(), waiting.expectedAt()),
                    (one, other) -> new Line(one.queued() + other.queued(), later(one.emptyAt(), other.emptyAt())));
        }
        var mine = groups.stream().filter(group -> ours.contains(group.did())).toList();
        return new Ahead(mine.stream().mapToLong(Group::queued).sum(), mine.stream().mapToLong(Group::later).sum(),
                mine.stream().mapToLong(Group::held).sum(), perMinute(ours, known),
                last == null ? null : last.expectedAt(), last == null ? null : last.reason(), resting, lines);
    }

    /** What a last segment of such a text waits for, behind everything that is queued on its buckets. */
    private static Waiting lastOf(Group group, List<Group> groups, Routes.Known known, Pacer pacer, Instant now) {
        var route = known.of(group.did());
        if (route.isOpen(group.mms())) {
            return new Waiting(Reason.TURN, now);
        }
        var campaign = segments(groups, other -> other.mms() == group.mms()
                && (route.campaign() == null
                        ? other.did().equals(group.did())
                        : route.campaign().equals(known.of(other.did()).campaign())));
        var number = segments(groups, other -> other.did().equals(group.did()));
        var day = segments(groups, other -> known.of(other.did()).day().key().equals(route.day().key()));
        var place = new Estimate.Place(BEHIND_ALL, group.did(), group.bulk() ? Lane.BULK : Lane.LIVE, group.mms(), 1,
                now);
        return Estimate.expected(route, pacer, place, new Estimate.Ahead(campaign - 1, number - 1, day - 1), now);
    }

    private static long segments(List<Group> groups, Predicate<Group> which) {
        return Math.max(1, groups.stream().filter(which).mapToLong(Group::segments).sum());
    }

    /** Of texts; a campaign's numbers share its rate, and each number has one of its own. */
    private static @Nullable Integer perMinute(Set<PhoneNumber> ours, Routes.Known known) {
        var byCampaign = ours.stream().map(known::of).collect(Collectors.groupingBy(route -> route.sms().key()));
        var sum = 0L;
        for (var sharing : byCampaign.values()) {
            var campaign = sharing.getFirst().sms().perMinute();
            var numbers = sharing.stream().map(route -> route.number().perMinute()).toList();
            var together = numbers.stream().allMatch(Limit::limited)
                    ? new Limit((int) Math.min(Integer.MAX_VALUE, numbers.stream().mapToLong(Limit::count).sum()))
                    : Limit.UNLIMITED;
            var least = campaign.and(together);
            if (!least.limited()) {
                return null;
            }
            sum += least.count();
        }
        return sum == 0 ? null : (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /** One that nobody can tell the end of is later than any. */
    private static Waiting later(@Nullable Waiting one, Waiting other) {
        if (one == null || other.expectedAt() == null) {
            return other;
        }
        return one.expectedAt() == null || !other.expectedAt().isAfter(one.expectedAt()) ? one : other;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }
}
