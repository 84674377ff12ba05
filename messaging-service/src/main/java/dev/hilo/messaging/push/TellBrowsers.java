package dev.hilo.messaging.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.push.Browser.Cause;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers what is due, when it still has to be told: not what its owner has read meanwhile, not in their quiet hours,
 * not of a number that is not theirs to see any more. A row is claimed by moving its next attempt into the future, so a
 * notice whose instance died is brought by another; brought twice it replaces itself. A push service that is slow or away is
 * left alone for a while, and the others go on.
 */
@ApplicationScoped
class TellBrowsers {

    private static final Logger LOG = Logger.getLogger(TellBrowsers.class);
    private static final Duration CLEAN_UP = Duration.ofHours(1);

    private static final String CLAIM = """
            with claimed as (
                update push_due set next_attempt_at = $2, attempts = attempts + 1
                where (subscription_id, thread_id) in (
                    select subscription_id, thread_id from push_due where next_attempt_at <= $1
                    order by next_attempt_at limit $3 for update skip locked)
                returning subscription_id, thread_id, seq, cause, happened_at, attempts)
            select c.*, s.user_name, s.endpoint, s.p256dh, s.auth, s.language, s.roles, s.teams, s.seen_at, r.rules,
                t.did, t.external, t.display_name, n.name as number_name, n.teams as number_teams,
                m.body, m.media_count, coalesce(nullif(p.name, ''), m.author) as author,
                coalesce(k.read_seq, 0) as read_seq
            from claimed c
            join push_subscription s on s.id = c.subscription_id
            left join push_rules r on r.user_name = s.user_name
            left join thread t on t.id = c.thread_id
            left join number n on n.did = t.did
            left join message m on m.thread_id = c.thread_id and m.seq = c.seq
            left join person p on p.user_name = m.author
            left join read_mark k on k.thread_id = c.thread_id and k.user_name = s.user_name
            """;

    /** Something newer to tell may have come meanwhile: it is told in its turn. */
    private static final String DONE = """
            with told as (
                delete from push_due where subscription_id = $1 and thread_id = $2 and seq = $3)
            update push_due set attempts = 0, next_attempt_at = $4
            where subscription_id = $1 and thread_id = $2 and seq > $3
            """;

    private static final String LATER = """
            update push_due set next_attempt_at = $3, attempts = $4 where subscription_id = $1 and thread_id = $2
            """;

    private static final String TRY = """
            insert into push_due (subscription_id, thread_id, seq, cause, happened_at, next_attempt_at)
            values ($1, $1, 0, 'TRIAL', $2, $2)
            on conflict (subscription_id, thread_id) do update set happened_at = $2, next_attempt_at = $2, attempts = 0
            """;

    /** What is due, with all that decides whether it is told and how. */
    private record Item(UUID subscription, UUID thread, long seq, Cause cause, Instant happenedAt, int attempts,
            Caller owner, Instant seenAt, PushRules rules, Address address, String language, long readSeq,
            List<String> teams, Notice.@Nullable Due due) {
    }

    private final Pool database;
    private final Subscriptions subscriptions;
    private final Courier courier;
    private final VapidKeys keys;
    private final PushConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Vertx vertx;
    private final Semaphore places;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    TellBrowsers(Pool database, Subscriptions subscriptions, Courier courier, VapidKeys keys, PushConfig config,
            MeterRegistry meters, Clock clock, Vertx vertx) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.courier = courier;
        this.keys = keys;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.vertx = vertx;
        this.places = new Semaphore(config.concurrency());
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        if (keys.publicKey().isEmpty()) {
            LOG.info("web push is off: there are no keys for it");
            return;
        }
        var _ = vertx.setPeriodic(config.poll().toMillis(), _ -> look());
        rounds.every(CLEAN_UP, "old push subscriptions stay",
                () -> subscriptions.forgetUnseenSince(clock.instant().minus(config.forget())));
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /** Its owner wants to see whether notices arrive. */
    Uni<Void> tryOut(SqlConnection transaction, UUID subscription) {
        return transaction.preparedQuery(TRY).execute(Tuple.of(subscription, utc(clock.instant()))).replaceWithVoid();
    }

    private void look() {
        var free = places.availablePermits();
        if (stopped || free == 0 || !claiming.compareAndSet(false, true)) {
            return;
        }
        var now = clock.instant();
        // Longer than a notice can take, so that it is not brought twice at once.
        var lease = config.timeout().multipliedBy(2).plusSeconds(5);
        var _ = database.preparedQuery(CLAIM).execute(Tuple.of(utc(now), utc(now.plus(lease)), free))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::itemOf).toList())
                .onTermination().invoke(() -> claiming.set(false))
                .subscribe().with(items -> items.forEach(this::begin),
                        failure -> LOG.warnf("notices wait for the database: %s", failure.toString()));
    }

    private void begin(Item item) {
        if (!places.tryAcquire()) {
            // Its lease ends by itself.
            return;
        }
        var _ = tell(item).onTermination().invoke(places::release).subscribe().with(_ -> {
            // Told, or not to be told.
        }, failure -> LOG.warnf("a notice is tried again: %s", failure.toString()));
    }

    private Uni<Void> tell(Item item) {
        var now = clock.instant();
        var needless = needless(item, now);
        if (needless != null) {
            meters.counter("hilo.push.needless", "because", needless).increment();
            return done(item);
        }
        var target = courier.vet(item.address().endpoint());
        if (target == null) {
            // The list of push services has become shorter.
            return subscriptions.forget(item.subscription());
        }
        var until = resting.get(target.host());
        if (until != null && now.isBefore(until)) {
            return later(item, until, item.attempts() - 1);
        }
        return courier.bring(item.address(), noticeOf(item)).chain(taken -> settle(item, target.host(), taken));
    }

    /** Why it need not be told, or null. */
    private @Nullable String needless(Item item, Instant now) {
        if (item.happenedAt().plus(config.life()).isBefore(now)) {
            return "late";
        }
        if (item.cause() == Cause.TRIAL) {
            return null;
        }
        if (item.due() == null || !item.owner().maySee(item.teams())
                || item.seenAt().plus(config.trust()).isBefore(now)) {
            return "not-theirs";
        }
        if (item.readSeq() >= item.seq()) {
            return "read";
        }
        return item.rules().rest(now) ? "quiet" : null;
    }

    private static Notice noticeOf(Item item) {
        var sound = item.rules().sound();
        return item.cause() == Cause.TRIAL
                ? Notice.trial(item.language(), sound, item.happenedAt())
                : Notice.of(item.cause().name().toLowerCase(Locale.ROOT), item.language(), sound,
                        Objects.requireNonNull(item.due(), "nothing to be told is needless"));
    }

    private Uni<Void> settle(Item item, String host, Taken taken) {
        return switch (taken) {
            case Taken.Yes _ -> done(item);
            case Taken.Gone _ -> subscriptions.forget(item.subscription());
            case Taken.No no -> {
                LOG.warnf("%s refuses a notice with %d", host, no.status());
                yield done(item);
            }
            case Taken.Later later -> {
                var pause = pause(item.attempts(), later.pause());
                if (item.attempts() == 1) {
                    LOG.infof("%s takes no notice now (%s)", host, later.why());
                }
                resting.put(host, clock.instant().plus(pause.compareTo(config.rest()) < 0 ? pause : config.rest()));
                yield item.attempts() >= config.attempts()
                        ? done(item)
                        : later(item, clock.instant().plus(pause), item.attempts());
            }
        };
    }

    private Duration pause(int attempts, @Nullable Duration asked) {
        var own = config.pause().multipliedBy(1L << Math.min(10, Math.max(0, attempts - 1)));
        var longer = asked != null && asked.compareTo(own) > 0 ? asked : own;
        return longer.compareTo(config.longestPause()) > 0 ? config.longestPause() : longer;
    }

    private Uni<Void> done(Item item) {
        return database.preparedQuery(DONE)
                .execute(Tuple.of(item.subscription(), item.thread(), item.seq(), utc(clock.instant())))
                .replaceWithVoid();
    }

    private Uni<Void> later(Item item, Instant at, int attempts) {
        return database.preparedQuery(LATER)
                .execute(Tuple.of(item.subscription(), item.thread(), utc(at), attempts))
                .replaceWithVoid();
    }

    private Item itemOf(Row row) {
        var rules = subscriptions.rules(row.getJsonObject("rules"));
        var cause = Cause.valueOf(row.getString("cause"));
        var teams = row.getArrayOfStrings("number_teams");
        var shown = config.preview() && rules.preview();
        var happenedAt = row.getOffsetDateTime("happened_at").toInstant();
        var media = row.getInteger("media_count");
        var due = row.getString("did") == null
                ? null
                : new Notice.Due(row.getUUID("thread_id"), row.getLong("seq"), row.getString("did"),
                        row.getString("number_name"), row.getString("external"), row.getString("display_name"),
                        row.getString("author"), shown ? row.getString("body") : null, media == null ? 0 : media,
                        happenedAt);
        return new Item(row.getUUID("subscription_id"), row.getUUID("thread_id"), row.getLong("seq"), cause, happenedAt,
                row.getInteger("attempts"), Subscriptions.ownerOf(row), row.getOffsetDateTime("seen_at").toInstant(),
                rules, new Address(row.getString("endpoint"), row.getString("p256dh"), row.getString("auth")),
                row.getString("language"), row.getLong("read_seq"), teams == null ? List.of() : List.of(teams), due);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
