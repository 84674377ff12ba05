package dev.hilo.messaging.attachment;

import java.io.FileNotFoundException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.messaging.consent.Hearing;
import dev.hilo.messaging.consent.Listen;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.FileName;
import dev.hilo.messaging.media.Inspection;
import dev.hilo.messaging.media.Inspection.Finding;
import dev.hilo.messaging.media.MediaConfig;
import dev.hilo.messaging.media.MediaProblem;
import dev.hilo.messaging.media.MediaStore;
import dev.hilo.messaging.media.Medium;
import dev.hilo.messaging.media.PartsArrived;
import dev.hilo.messaging.media.Sniffed;
import dev.hilo.messaging.scan.ScanConfig;
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
    /** After so many tries that ended in nothing at all it is the medium itself that is to blame. */
    private static final int HOPELESS = 20;

    private static final String CLAIM = """
            update media set next_attempt_at = $2, attempts = attempts + 1
            where id in (select id from media where next_attempt_at <= $1 order by next_attempt_at
                limit $3 for update skip locked)
            returning id, message_id, thread_id, source_url, wording, attempts, held, problem
            """;

    private static final String DONE = """
            update media set state = $2, content_type = $3, bytes = $4, problem = $5, name = $6, thumbnail = $7,
                width = $8, height = $9, held = false, next_attempt_at = null
            where id = $1 and next_attempt_at is not null
            """;

    private static final String HOLD = """
            update media set held = true, problem = $2, next_attempt_at = $3, attempts = attempts - 1
            where id = $1 and next_attempt_at is not null
            """;

    /** @param held its bytes lie in the store already, unscanned */
    private record Part(UUID id, UUID message, UUID thread, String url, boolean wording, int attempts, boolean held,
            @Nullable String problem) {

        static Part of(Row row) {
            return new Part(row.getUUID("id"), row.getUUID("message_id"), row.getUUID("thread_id"),
                    row.getString("source_url"), row.getBoolean("wording"), row.getInteger("attempts"),
                    row.getBoolean("held"), row.getString("problem"));
        }

        /** What the carrier calls it: the last part of its address. */
        @Nullable
        String name(String type) {
            return FileName.of(URI.create(url).getPath(), type);
        }
    }

    /** The store does not take or give: no fault of the medium's. */
    private static final class StoreAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoreAway(Throwable cause) {
            super("the store does not answer", cause);
        }
    }

    private final Pool database;
    private final Conversations conversations;
    private final Listen listen;
    private final Fetcher fetcher;
    private final Inspection inspection;
    private final MediaStore store;
    private final MediaConfig config;
    private final ScanConfig scanner;
    private final Vertx vertx;
    private final Semaphore places;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean stopped;

    CopyMedia(Pool database, Conversations conversations, Listen listen, Fetcher fetcher,
            Inspection inspection, MediaStore store, MediaConfig config, ScanConfig scanner, Vertx vertx) {
        this.database = database;
        this.conversations = conversations;
        this.listen = listen;
        this.fetcher = fetcher;
        this.inspection = inspection;
        this.scanner = scanner;
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
        var lease = config.fetchTimeout().multipliedBy(2).plus(scanner.timeout());
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC),
                        now.plus(lease).atOffset(ZoneOffset.UTC), free))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Part::of).toList());
    }

    private void begin(Part part) {
        places.acquireUninterruptibly();
        var _ = copied(part).subscribe().with(_ -> {
            places.release();
            wake();
        }, failure -> {
            places.release();
            LOG.warnf("medium %s waits: %s", part.id(), failure.toString());
        });
    }

    private Uni<Void> copied(Part part) {
        if (part.attempts() > config.fetchAttempts() + HOPELESS) {
            return failed(part, MediaProblem.BROKEN);
        }
        return bytesOf(part).chain(fetched -> finish(part, fetched))
                .onFailure(StoreAway.class).recoverWithUni(away -> {
                    LOG.warnf("medium %s waits: %s", part.id(), String.valueOf(away.getCause()));
                    return later(part, config.awayPause(), part.attempts() - 1);
                });
    }

    /** From the store when they lie there already: nobody says how long the carrier keeps them. */
    private Uni<Fetched> bytesOf(Part part) {
        return part.held()
                ? store.get(part.id()).<Fetched>map(Fetched.Content::new)
                        .onFailure(FileNotFoundException.class).recoverWithUni(() -> fetcher.fetch(part.url()))
                        .onFailure().transform(StoreAway::new)
                : fetcher.fetch(part.url());
    }

    private Uni<Void> finish(Part part, Fetched fetched) {
        return switch (fetched) {
            // Words become a part of the text and no file, so there is nothing to scan for.
            case Fetched.Content content -> part.wording()
                    ? appended(part, Wording.of(content.bytes().getBytes()))
                    : inspection.of(content.bytes()).chain(finding -> finish(part, content.bytes(), finding));
            case Fetched.Refused refused -> failed(part, refused.problem());
            case Fetched.Later later -> part.attempts() >= config.fetchAttempts()
                    ? failed(part, later.problem())
                    : later(part,
                            config.fetchPause().multipliedBy(1L << Math.min(Math.max(0, part.attempts() - 1), 10)),
                            part.attempts());
        };
    }

    private Uni<Void> finish(Part part, Buffer bytes, Finding finding) {
        return switch (finding) {
            case Finding.Fit fit -> stored(part, bytes, fit);
            // Also what an earlier try may have left there, when the scanner has learned something since.
            case Finding.Unfit unfit -> stored(store.delete(part.id())
                    .chain(() -> store.delete(Medium.thumbnailOf(part.id()))))
                    .chain(() -> failed(part, unfit.problem()));
            case Finding.Unscanned _ ->
                (part.held() ? Uni.createFrom().voidItem() : stored(store.put(part.id(), bytes)))
                        .chain(() -> held(part));
        };
    }

    private Uni<Void> stored(Part part, Buffer bytes, Finding.Fit fit) {
        var preview = fit.preview();
        var medium = Medium.ready(part.id(), fit.type(), part.name(fit.type()), bytes.length(), preview);
        return stored(store.put(part.id(), bytes))
                .chain(() -> preview == null
                        ? Uni.createFrom().voidItem()
                        : stored(store.put(Medium.thumbnailOf(part.id()), preview.thumbnail())))
                .chain(() -> done(part, medium));
    }

    private static Uni<Void> stored(Uni<Void> work) {
        return work.onFailure().transform(StoreAway::new);
    }

    private Uni<Void> failed(Part part, MediaProblem problem) {
        return done(part, Medium.failed(part.id(), problem));
    }

    private Uni<Void> done(Part part, Medium medium) {
        return conversations.change(transaction -> done(transaction, part, medium,
                (conversation, message) -> replace(conversation, message, medium)));
    }

    /** The bytes are safe, the scanner is away: said once, since it may stay so for hours. */
    private Uni<Void> held(Part part) {
        var medium = Medium.waiting(part.id(), MediaProblem.SCAN_UNAVAILABLE);
        var again = conversations.now().plus(config.awayPause()).atOffset(ZoneOffset.UTC);
        var hold = Tuple.of(part.id(), medium.problem(), again);
        if (Objects.equals(part.problem(), medium.problem())) {
            return database.preparedQuery(HOLD).execute(hold).replaceWithVoid();
        }
        return conversations.change(transaction -> changed(transaction, part,
                () -> transaction.preparedQuery(HOLD).execute(hold).map(rows -> rows.rowCount() == 1),
                (conversation, message) -> replace(conversation, message, medium)));
    }

    /** Words are words: what they say about being written to counts as in any text. */
    private Uni<Void> appended(Part part, String text) {
        if (text.isEmpty()) {
            return done(part, word(part));
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
        return done(transaction, part, word(part), (conversation, message) -> {
            conversation.append(message, text);
            hearing.hear(conversation, message, message.body());
        }).chain(() -> hearing.save(transaction));
    }

    private static Medium word(Part part) {
        return new Medium(part.id(), MediaView.State.READY, Sniffed.TEXT.type(), null, null, null, false, null, null);
    }

    /** Nothing for words, which are not among the media that are shown. */
    private static void replace(Conversation conversation, Message message, Medium medium) {
        if (message.media().stream().anyMatch(old -> old.id().equals(medium.id()))) {
            conversation.replaceMedium(message, medium);
        }
    }

    private Uni<Void> done(SqlConnection transaction, Part part, Medium medium,
            BiConsumer<Conversation, Message> change) {
        return changed(transaction, part, () -> transaction.preparedQuery(DONE)
                .execute(Tuple.from(new @Nullable Object[]{part.id(), medium.state().name(), medium.contentType(),
                        medium.bytes(), medium.problem(), medium.name(), medium.thumbnail(), medium.width(),
                        medium.height()}))
                .map(rows -> rows.rowCount() == 1), change);
    }

    /** @param row false when another worker was faster */
    private Uni<Void> changed(SqlConnection transaction, Part part, Supplier<Uni<Boolean>> row,
            BiConsumer<Conversation, Message> change) {
        return conversations.lock(transaction, List.of(part.thread()))
                .map(open -> Objects.requireNonNull(open.get(part.thread()), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(part.message()))
                        .chain(messages -> row.get().invoke(mine -> {
                            if (mine) {
                                change.accept(conversation, messages.getFirst());
                            }
                        }))
                        .chain(() -> conversations.save(transaction, List.of(conversation))));
    }

    private Uni<Void> later(Part part, Duration pause, int attempts) {
        return database.preparedQuery("""
                update media set next_attempt_at = $2, attempts = $3 where id = $1 and next_attempt_at is not null
                """)
                .execute(Tuple.of(part.id(), conversations.now().plus(pause).atOffset(ZoneOffset.UTC), attempts))
                .replaceWithVoid();
    }
}
