package dev.hilo.messaging.pacing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What waits on each of a caller's numbers, and what still may leave today. */
@ApplicationScoped
class Sending {

    /**
     * One number.
     *
     * @param perMinute segments, the least of its campaign's and its own; absent when nothing limits them
     * @param dayLimit segments of the brand's day; absent when nothing limits them
     * @param dayUsed by all numbers of the brand
     * @param resting present while nothing leaves at all
     * @param price present when somebody has said what sending costs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NumberView(PhoneNumber did, @Nullable String campaignId, WaitingView waiting, @Nullable Integer perMinute,
            @Nullable Integer dayLimit, int dayUsed, Instant dayResetsAt, @Nullable RestingView resting,
            @Nullable Price price) {
    }

    /** Texts whose time has come; scheduled ones do not wait yet. */
    record WaitingView(long live, long bulk) {

        static final WaitingView NONE = new WaitingView(0, 0);
    }

    record RestingView(String reason, Instant until) {
    }

    private static final String WAITING = """
            select did, count(*) filter (where lane = 0) as live, count(*) filter (where lane > 0) as bulk
            from send_queue where did = any($1) and lease_until is null and send_at <= $2 group by did
            """;

    private final Pool database;
    private final Numbers numbers;
    private final VisibleNumbers visibleNumbers;
    private final Routes routes;
    private final Buckets buckets;
    private final CarrierRest rest;
    private final PriceConfig prices;
    private final Clock clock;

    Sending(Pool database, Numbers numbers, VisibleNumbers visibleNumbers, Routes routes, Buckets buckets,
            CarrierRest rest, PriceConfig prices, Clock clock) {
        this.database = database;
        this.numbers = numbers;
        this.visibleNumbers = visibleNumbers;
        this.routes = routes;
        this.buckets = buckets;
        this.rest = rest;
        this.prices = prices;
        this.clock = clock;
    }

    Uni<List<NumberView>> of(Caller caller) {
        return visibleNumbers.of(caller).chain(visible -> numbers.all()
                .map(all -> all.values().stream().map(OwnNumber::did).filter(visible::covers)
                        .sorted(Comparator.comparing(PhoneNumber::value)).toList()))
                .chain(dids -> routes.known(dids).map(known -> dids.stream().map(known::of).toList()))
                .chain(found -> rest.current().map(resting -> resting
                        .map(until -> new RestingView(until.reason(), until.until())).orElse(null))
                        .chain(resting -> views(found, resting)));
    }

    private Uni<List<NumberView>> views(List<Route> found, @Nullable RestingView resting) {
        var now = clock.instant();
        return waiting(found, now).chain(waiting -> buckets
                .read(found.stream().map(route -> route.day().key()).collect(Collectors.toSet()))
                .map(pacer -> found.stream().map(route -> view(route, pacer,
                        waiting.getOrDefault(route.did(), WaitingView.NONE), resting, now)).toList()));
    }

    private Uni<Map<PhoneNumber, WaitingView>> waiting(List<Route> found, Instant now) {
        return database.preparedQuery(WAITING)
                .execute(Tuple.of(found.stream().map(route -> route.did().value()).toArray(String[]::new),
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<PhoneNumber, WaitingView> waiting = new HashMap<>();
                    rows.forEach(row -> waiting.put(new PhoneNumber(row.getString("did")),
                            new WaitingView(row.getLong("live"), row.getLong("bulk"))));
                    return waiting;
                });
    }

    private NumberView view(Route route, Pacer pacer, WaitingView waiting, @Nullable RestingView resting,
            Instant now) {
        var day = route.day();
        return new NumberView(route.did(), route.campaign(), waiting, count(route.perMinute(false)),
                count(day.limit()), pacer.used(day, now), day.ends(day.at(now)), resting,
                PriceConfig.of(prices, route.did(), route.campaign()));
    }

    private static @Nullable Integer count(Limit limit) {
        return limit.limited() ? limit.count() : null;
    }
}
