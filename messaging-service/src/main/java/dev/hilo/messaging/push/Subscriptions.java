package dev.hilo.messaging.push;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.access.Role;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Browsers and their owners' rules. */
@ApplicationScoped
class Subscriptions {

    /** A browser that somebody else uses now is theirs: the one before is told nothing there any more. */
    private static final String SUBSCRIBE = """
            insert into push_subscription as s (id, user_name, endpoint, p256dh, auth, language, roles, teams,
                created_at, seen_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
            on conflict (endpoint) do update set user_name = excluded.user_name, p256dh = excluded.p256dh,
                auth = excluded.auth, language = excluded.language, roles = excluded.roles, teams = excluded.teams,
                created_at = case when s.user_name = excluded.user_name then s.created_at else excluded.created_at end,
                seen_at = excluded.seen_at
            returning id
            """;

    private static final String FORGET_OTHERS_NOTICES = """
            delete from push_due d using push_subscription s
            where d.subscription_id = s.id and s.endpoint = $1 and s.user_name <> $2
            """;

    private static final String MAKE_ROOM = """
            delete from push_subscription where id in (
                select id from push_subscription where user_name = $1 order by seen_at desc offset $2)
            """;

    private static final String ALL = """
            select s.id, s.user_name, s.roles, s.teams, s.seen_at, r.rules
            from push_subscription s left join push_rules r on r.user_name = s.user_name
            """;

    private static final String PUT_RULES = """
            insert into push_rules (user_name, rules, updated_at) values ($1, $2, $3)
            on conflict (user_name) do update set rules = excluded.rules, updated_at = excluded.updated_at
            """;

    /**
     * A browser that is told.
     *
     * @param since since when
     * @param seenAt when the page was last open there
     */
    record BrowserView(UUID id, Instant since, Instant seenAt) {
    }

    private record Snapshot(Instant at, List<Browser> browsers) {
    }

    private final Pool database;
    private final PushConfig config;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;
    private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();

    Subscriptions(Pool database, PushConfig config, ObjectMapper json, Ids ids, Clock clock) {
        this.database = database;
        this.config = config;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Every browser, as it was a moment ago. */
    Uni<List<Browser>> all() {
        var snapshot = latest.get();
        if (snapshot != null && snapshot.at().plus(config.fresh()).isAfter(clock.instant())) {
            return Uni.createFrom().item(snapshot.browsers());
        }
        var asked = clock.instant();
        return database.query(ALL).execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::browserOf).toList())
                .invoke(browsers -> latest.set(new Snapshot(asked, browsers)));
    }

    Uni<UUID> subscribe(SqlConnection transaction, Caller caller, Address address, String language) {
        var roles = caller.roles().stream().map(Subscriptions::wordOf).sorted().toArray(String[]::new);
        var teams = caller.teams().stream().sorted().toArray(String[]::new);
        return transaction.preparedQuery(FORGET_OTHERS_NOTICES).execute(Tuple.of(address.endpoint(), caller.user()))
                .chain(() -> transaction.preparedQuery(SUBSCRIBE).execute(Tuple.from(new Object[]{ids.next(),
                        caller.user(), address.endpoint(), address.p256dh(), address.auth(), language, roles, teams,
                        now().atOffset(ZoneOffset.UTC)})))
                .map(rows -> rows.iterator().next().getUUID(0))
                .call(() -> transaction.preparedQuery(MAKE_ROOM)
                        .execute(Tuple.of(caller.user(), config.browsers())));
    }

    /** What was changed shows at once, at least here. */
    void changed() {
        latest.set(null);
    }

    Uni<List<BrowserView>> of(Caller caller) {
        return database.preparedQuery("""
                select id, created_at, seen_at from push_subscription where user_name = $1 order by seen_at desc
                """).execute(Tuple.of(caller.user()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> new BrowserView(
                        row.getUUID("id"), row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("seen_at").toInstant())).toList());
    }

    Uni<Boolean> isOf(SqlConnection transaction, Caller caller, UUID id) {
        return transaction.preparedQuery("select 1 from push_subscription where id = $1 and user_name = $2")
                .execute(Tuple.of(id, caller.user())).map(rows -> rows.size() > 0);
    }

    /** Nobody else's. */
    Uni<Void> forget(Caller caller, UUID id) {
        return database.preparedQuery("delete from push_subscription where id = $1 and user_name = $2")
                .execute(Tuple.of(id, caller.user())).invoke(this::changed).replaceWithVoid();
    }

    /** The push service says that there is no such browser any more. */
    Uni<Void> forget(UUID id) {
        return database.preparedQuery("delete from push_subscription where id = $1").execute(Tuple.of(id))
                .invoke(this::changed).replaceWithVoid();
    }

    Uni<Void> forgetUnseenSince(Instant moment) {
        return database.preparedQuery("delete from push_subscription where seen_at < $1")
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    Uni<PushRules> rulesOf(Caller caller) {
        return database.preparedQuery("select rules from push_rules where user_name = $1")
                .execute(Tuple.of(caller.user()))
                .map(rows -> rows.size() == 0 ? PushRules.USUAL : rules(rows.iterator().next().getJsonObject(0)));
    }

    Uni<PushRules> put(Caller caller, PushRules rules) {
        return database.preparedQuery(PUT_RULES)
                .execute(Tuple.of(caller.user(), written(rules), now().atOffset(ZoneOffset.UTC)))
                .invoke(this::changed).replaceWith(rules);
    }

    /** Members of a newer release mean nothing here. */
    PushRules rules(@Nullable JsonObject stored) {
        if (stored == null) {
            return PushRules.USUAL;
        }
        try {
            return json.readerFor(PushRules.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(stored.encode());
        } catch (IOException otherRelease) {
            return PushRules.USUAL;
        }
    }

    private JsonObject written(PushRules rules) {
        try {
            return new JsonObject(json.writeValueAsString(rules));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Browser browserOf(Row row) {
        return new Browser(row.getUUID("id"), ownerOf(row), rules(row.getJsonObject("rules")),
                row.getOffsetDateTime("seen_at").toInstant());
    }

    /** Of a row with {@code user_name}, {@code roles} and {@code teams}. */
    static Caller ownerOf(Row row) {
        return Caller.of(row.getString("user_name"), List.of(row.getArrayOfStrings("roles")),
                List.of(row.getArrayOfStrings("teams")));
    }

    private static String wordOf(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
