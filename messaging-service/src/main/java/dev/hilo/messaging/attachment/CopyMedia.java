package dev.hilo.messaging.attachment;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.messaging.consent.Hearing;
import dev.hilo.messaging.consent.Listen;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.MediaConfig;
import dev.hilo.messaging.media.MediaStore;
import dev.hilo.messaging.media.Medium;
import dev.hilo.messaging.media.PartsArrived;
import dev.hilo.messaging.media.Sniffed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies media from the carrier in the background, as soon as they are named, since nobody says how long they stay
 * there. The text never waits for them. A row is claimed by moving its next attempt into the future, so a copy that died
 * under way is begun again; storing a copy twice does no harm.
 */
@ApplicationScoped
class CopyMedia {

    private static final Logger LOG = Logger.getLogger(CopyMedia.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private static final String CLAIM = """
            update media set next_attempt_at = $2, attempts = attempts + 1
            where id in (select id from media where next_attempt_at <= $1 order by next_attempt_at
                limit $3 for update skip locked)
            returning id, message_id, thread_id, source_url, wording, attempts
            """;

    private static final String DONE = """
            update media set state = $2, content_type = $3, bytes = $4, problem = $5, next_attempt_at = null
            where id = $1 and next_attempt_at is not null
            """;

    private record Part(UUID id, UUID message, UUID thread, String url, boolean wording, int attempts) {

        static Part of(Row row) {
            return new Part(row.getUUID("id"), row.getUUID("message_id"), row.getUUID("thread_id"),
                    row.getString("source_url"), row.getBoolean("wording"), row.getInteger("attempts"));
        }
    }

    private final Pool database;
    private final Conversations conversations;
    private final Listen listen;
    private final Fetcher fetcher;
    private final MediaStore store;
    private final MediaConfig config;
    private final Vertx vertx;
    private final Semaphore places;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean stopped;

    CopyMedia(Pool database, Conversations conversations, Listen listen, Fetcher fetcher, MediaStore store,
            MediaConfig config, Vertx vertx) {
        this.database = database;
        this.conversations = conversations;
        this.listen = listen;
        this.fetcher = fetcher;
        this.store = store;
        this.config = config;
        this.vertx = vertx;
        this.places = new Semaphore(config.fetchConcurrency());
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(POLL.toMillis(), _ -> wake());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    void partsArrived(@Observes PartsArrived arrived) {
        wake();
    }

    private void wake() {
        var free = places.availablePermits();
        if (stopped || free == 0 || !claiming.compareAndSet(false, true)) {
            return;
        }
        // Subscribed by hand: nobody waits for a copy.
        var _ = claim(free).subscribe().with(parts -> {
            waiting.set(false);
            parts.forEach(this::begin);
            claiming.set(false);
        }, failure -> {
            claiming.set(false);
            if (!waiting.getAndSet(true)) {
                LOG.warnf("copying media waits: %s", failure.toString());
            }
        });
    }

    private Uni<List<Part>> claim(int free) {
        var now = conversations.now();
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC),
                        now.plus(config.fetchTimeout().multipliedBy(2)).atOffset(ZoneOffset.UTC), free))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Part::of).toList());
    }

    private void begin(Part part) {
        places.acquireUninterruptibly();
        var _ = fetcher.fetch(part.url()).chain(fetched -> finish(part, fetched)).subscribe().with(_ -> {
            places.release();
            wake();
        }, failure -> {
            places.release();
            LOG.warnf("medium %s waits: %s", part.id(), failure.toString());
        });
    }

    private Uni<Void> finish(Part part, Fetched fetched) {
        return switch (fetched) {
            case Fetched.Content content -> part.wording()
                    ? appended(part, Wording.of(content.bytes().getBytes()))
                    : stored(part, content.bytes());
            case Fetched.Refused refused -> failed(part, refused.problem());
            case Fetched.Later later -> part.attempts() >= config.fetchAttempts()
                    ? failed(part, later.problem())
                    : again(part);
        };
    }

    private Uni<Void> stored(Part part, Buffer bytes) {
        var type = Sniffed.of(bytes.getBytes(0, Math.min(bytes.length(), 32))).type();
        return store.put(part.id(), bytes).chain(() -> done(part, MediaView.State.READY, type, (long) bytes.length(),
                null, (conversation, message) -> replace(conversation, message, part,
                        old -> old.ready(type, bytes.length()))));
    }

    /** Words are words: what they say about being written to counts as in any text. */
    private Uni<Void> appended(Part part, String text) {
        if (text.isEmpty()) {
            return done(part, MediaView.State.READY, "text/plain", null, null, (_, _) -> {
                // Nothing to add.
            });
        }
        return conversations.change(transaction -> conversations.messages(transaction, List.of(part.message()))
                .map(List::getFirst)
                .chain(before -> listen.to(transaction, List.of(new Listen.Text(before.key(),
                        Conversation.appended(before.body(), text), before.createdAt()))))
                .chain(hearing -> append(transaction, part, text, hearing).replaceWith(hearing)))
                .invoke(listen::committed)
                .replaceWithVoid();
    }

    private Uni<Void> append(SqlConnection transaction, Part part, String text, Hearing hearing) {
        return done(transaction, part, MediaView.State.READY, "text/plain", null, null, (conversation, message) -> {
            conversation.append(message, text);
            hearing.hear(conversation, message, message.body());
        }).chain(() -> hearing.save(transaction));
    }

    private Uni<Void> failed(Part part, String problem) {
        return done(part, MediaView.State.FAILED, null, null, problem, (conversation, message) -> replace(
                conversation, message, part, old -> old.failed(problem)));
    }

    private static void replace(Conversation conversation, Message message, Part part,
            UnaryOperator<Medium> change) {
        message.media().stream().filter(medium -> medium.id().equals(part.id())).findFirst()
                .ifPresent(medium -> conversation.replaceMedium(message, change.apply(medium)));
    }

    private Uni<Void> done(Part part, MediaView.State state, @Nullable String type, @Nullable Long bytes,
            @Nullable String problem, BiConsumer<Conversation, Message> change) {
        return conversations
                .change(transaction -> done(transaction, part, state, type, bytes, problem, change));
    }

    private Uni<Void> done(SqlConnection transaction, Part part, MediaView.State state, @Nullable String type,
            @Nullable Long bytes, @Nullable String problem, BiConsumer<Conversation, Message> change) {
        return conversations.lock(transaction, List.of(part.thread()))
                .map(open -> Objects.requireNonNull(open.get(part.thread()), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(part.message()))
                        .chain(messages -> finished(transaction, part, state, type, bytes, problem)
                                .invoke(mine -> {
                                    if (mine) {
                                        change.accept(conversation, messages.getFirst());
                                    }
                                }))
                        .chain(() -> conversations.save(transaction, List.of(conversation))));
    }

    /** @return false when another worker was faster */
    private static Uni<Boolean> finished(SqlConnection transaction, Part part, MediaView.State state,
            @Nullable String type, @Nullable Long bytes, @Nullable String problem) {
        return transaction.preparedQuery(DONE)
                .execute(Tuple.from(new @Nullable Object[]{part.id(), state.name(), type, bytes, problem}))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Void> again(Part part) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(part.attempts() - 1, 10));
        return database.preparedQuery("update media set next_attempt_at = $2 where id = $1")
                .execute(Tuple.of(part.id(), conversations.now().plus(pause).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
