package dev.hilo.messaging.push;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.push.Browser.Cause;
import dev.hilo.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Notes which browsers are to be told of what has happened, in one statement for a batch of events. */
@ApplicationScoped
class NoteDue {

    /**
     * What is already to be told of a conversation becomes the newer one, at its own time: neither does a stream of texts put
     * it off for ever, nor does a newer text shorten the pause that a push service asked for. A subscription that went
     * meanwhile has nothing to be told.
     */
    private static final String DUE = """
            insert into push_due as d (subscription_id, thread_id, seq, cause, happened_at, next_attempt_at)
            select n.* from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::timestamptz[],
                $6::timestamptz[]) as n(subscription, thread, seq, cause, happened_at, at)
            where exists (select from push_subscription s where s.id = n.subscription)
            order by n.subscription, n.thread
            on conflict (subscription_id, thread_id) do update set seq = excluded.seq, cause = excluded.cause,
                happened_at = excluded.happened_at
            where d.seq < excluded.seq
            """;

    private static final Class<?>[] TYPES = {UUID.class, UUID.class, Long.class, String.class, OffsetDateTime.class,
            OffsetDateTime.class};

    private record Place(UUID browser, UUID thread) {
    }

    private record Note(ConversationEvent.OfMessage event, Cause cause) {
    }

    private final Pool database;
    private final Subscriptions subscriptions;
    private final Numbers numbers;
    private final VapidKeys keys;
    private final PushConfig config;
    private final Clock clock;

    NoteDue(Pool database, Subscriptions subscriptions, Numbers numbers, VapidKeys keys, PushConfig config,
            Clock clock) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.numbers = numbers;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** Without keys nobody is told, and what happens need not even be read. */
    boolean isOff() {
        return keys.publicKey().isEmpty();
    }

    Uni<Void> note(List<ConversationEvent> events) {
        var oldest = clock.instant().minus(config.life());
        var news = events.stream()
                .filter(event -> event instanceof ConversationEvent.MessageReceived
                        || (event instanceof ConversationEvent.MessageQueued queued
                                && !queued.message().mentions().isEmpty()))
                .map(ConversationEvent.OfMessage.class::cast)
                .filter(event -> event.occurredAt().isAfter(oldest))
                .toList();
        if (news.isEmpty() || isOff()) {
            return Uni.createFrom().voidItem();
        }
        return subscriptions.all().chain(browsers -> browsers.isEmpty()
                ? Uni.createFrom().voidItem()
                : numbers.all().chain(owned -> store(due(news, browsers, owned))));
    }

    private Map<Place, Note> due(List<ConversationEvent.OfMessage> news, List<Browser> browsers,
            Map<PhoneNumber, OwnNumber> owned) {
        var now = clock.instant();
        Map<Place, Note> due = new LinkedHashMap<>();
        for (var event : news) {
            var number = owned.get(event.thread().did());
            var teams = number == null ? List.<String>of() : number.teams();
            for (var browser : browsers) {
                browser.concern(event, teams, now, config.trust()).ifPresent(cause -> due.merge(
                        new Place(browser.id(), event.thread().id().value()), new Note(event, cause),
                        (one, other) -> one.event().seq() >= other.event().seq() ? one : other));
            }
        }
        return due;
    }

    private Uni<Void> store(Map<Place, Note> due) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var at = utc(clock.instant().plus(config.delay()));
        List<Tuple> rows = new ArrayList<>(due.size());
        due.forEach((place, note) -> rows.add(Tuple.from(new Object[]{place.browser(), place.thread(),
                note.event().message().seq(), note.cause().name(), utc(note.event().occurredAt()), at})));
        return database.preparedQuery(DUE).execute(Columns.of(rows, TYPES)).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
