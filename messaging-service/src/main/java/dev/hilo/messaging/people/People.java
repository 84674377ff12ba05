package dev.hilo.messaging.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Those whom the service knows, a few hundred at most: read as a whole, and not for every request. */
@ApplicationScoped
public class People {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String NOTE = """
            insert into person as p (user_name, name, teams, roles, seen_at) values ($1, $2, $3, $4, $5)
            on conflict (user_name) do update set name = excluded.name, teams = excluded.teams,
                roles = excluded.roles, seen_at = greatest(p.seen_at, excluded.seen_at)
            """;

    private record Snapshot(Instant at, Map<String, Person> people) {
    }

    private final Pool database;
    private final PeopleConfig config;
    private final Clock clock;
    private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();

    People(Pool database, PeopleConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** By their user's names. */
    public Uni<Map<String, Person>> all() {
        var snapshot = latest.get();
        if (snapshot != null && snapshot.at().plus(FRESH).isAfter(clock.instant())) {
            return Uni.createFrom().item(snapshot.people());
        }
        var since = clock.instant().minus(config.remembered()).atOffset(ZoneOffset.UTC);
        return database.preparedQuery("select * from person where seen_at > $1").execute(Tuple.of(since))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(People::personOf)
                        .collect(Collectors.toUnmodifiableMap(Person::user, Function.identity())))
                .invoke(people -> latest.set(new Snapshot(clock.instant(), people)));
    }

    /** An agent's colleagues are those of their teams, and the managers; a manager's are all; who has no role has none. */
    Uni<List<Person>> around(Caller caller) {
        return all().map(people -> people.values().stream()
                .filter(_ -> !caller.roles().isEmpty())
                .filter(person -> caller.isManager() || person.isManager() || person.user().equals(caller.user())
                        || !Collections.disjoint(person.teams(), caller.teams()))
                .sorted()
                .toList());
    }

    Uni<Void> note(Caller caller, String name, Instant at) {
        var roles = caller.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted();
        return database.preparedQuery(NOTE)
                .execute(Tuple.of(caller.user(), name, caller.teams().stream().sorted().toArray(String[]::new),
                        roles.toArray(String[]::new), at.atOffset(ZoneOffset.UTC)))
                .invoke(() -> latest.set(null))
                .replaceWithVoid();
    }

    private static Person personOf(Row row) {
        return new Person(row.getString("user_name"), row.getString("name"), List.of(row.getArrayOfStrings("teams")),
                List.of(row.getArrayOfStrings("roles")), row.getOffsetDateTime("seen_at").toInstant());
    }
}
