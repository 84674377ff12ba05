package dev.hilo.messaging.pacing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import org.jspecify.annotations.Nullable;

/** The buckets of each of our numbers, by what provisioning says of it now and the table that is valid now. */
@ApplicationScoped
public class Routes {

    /** How long a change of campaign may take to be heard. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String REGISTERED = """
            select n.did, n.campaign_id, c.brand_id, c.throughput_class
            from number n left join campaign c on c.campaign_id = n.campaign_id
            """;

    /** All of them, as they were a moment ago. */
    public static final class Known {

        private final Instant at;
        private final Map<PhoneNumber, Route> routes;
        private final Function<PhoneNumber, Route> unknown;

        private Known(Instant at, Map<PhoneNumber, Route> routes, Function<PhoneNumber, Route> unknown) {
            this.at = at;
            this.routes = routes;
            this.unknown = unknown;
        }

        /** A number that provisioning has not told of yet is one without a campaign. */
        public Route of(PhoneNumber did) {
            var route = routes.get(did);
            return route == null ? unknown.apply(did) : route;
        }

        /** The numbers that share a bucket. */
        public Set<PhoneNumber> where(Predicate<Route> same) {
            return routes.values().stream().filter(same).map(Route::did).collect(Collectors.toSet());
        }
    }

    private final Pool database;
    private final Clock clock;
    private final Rates rates;
    private final AtomicReference<@Nullable Known> latest = new AtomicReference<>();

    Routes(Pool database, Clock clock, PacingConfig config) {
        this.database = database;
        this.clock = clock;
        this.rates = new Rates(config);
    }

    public Uni<Known> known() {
        return known(database);
    }

    private Uni<Known> known(SqlClient connection) {
        var before = latest.get();
        var now = clock.instant();
        if (before != null && before.at.isAfter(now.minus(FRESH))) {
            return Uni.createFrom().item(before);
        }
        return load(connection, now);
    }

    /** As {@link #known()}, and these numbers are among them if they are ours. */
    public Uni<Known> known(Collection<PhoneNumber> dids) {
        return known(database, dids);
    }

    /** As {@link #known(Collection)}, for those who hold a connection already. */
    public Uni<Known> known(SqlClient connection, Collection<PhoneNumber> dids) {
        return known(connection).chain(known -> known.routes.keySet().containsAll(dids)
                ? Uni.createFrom().item(known)
                : load(connection, clock.instant()));
    }

    private Uni<Known> load(SqlClient connection, Instant now) {
        return connection.query(REGISTERED).execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> rates.of(registered(row), now))
                        .collect(Collectors.toUnmodifiableMap(Route::did, Function.identity())))
                .map(routes -> new Known(now, routes,
                        did -> rates.of(new Rates.Registered(did, null, null, null), now)))
                .invoke(latest::set);
    }

    private static Rates.Registered registered(Row row) {
        return new Rates.Registered(new PhoneNumber(row.getString("did")), row.getString("campaign_id"),
                row.getString("brand_id"), row.getString("throughput_class"));
    }
}
