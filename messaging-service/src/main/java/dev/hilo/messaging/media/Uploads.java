package dev.hilo.messaging.media;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.scan.Verdict;
import dev.hilo.messaging.scan.VirusScan;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Pictures of ours: uploaded by an agent, then claimed by one message. */
@ApplicationScoped
public class Uploads {

    private static final String INSERT = """
            insert into media (id, state, content_type, name, bytes, owner, created_at, thumbnail, width, height)
            values ($1, 'READY', $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    /** Only the uploader's own, and only one that no message has yet. */
    private static final String UNUSED = """
            select id, content_type, name, bytes, thumbnail, width, height from media
            where id = any($1) and owner = $2 and message_id is null for update
            """;

    private static final String ATTACH = "update media set message_id = $2, thread_id = $3, position = $4 where id = $1";

    private static final String REFER = """
            insert into media (id, message_id, thread_id, position, state, source_url, next_attempt_at, created_at)
            values ($1, $2, $3, $4, 'FETCHING', $5, $6, $6)
            """;

    private static final String OF_MESSAGES = """
            select id, message_id, source_url from media where message_id = any($1) order by message_id, position
            """;

    private final Pool database;
    private final MediaStore store;
    private final MediaLinks links;
    private final MediaConfig config;
    private final VirusScan scan;
    private final Darkroom darkroom;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    Uploads(Pool database, MediaStore store, MediaLinks links, MediaConfig config, VirusScan scan,
            Darkroom darkroom, Idempotency idempotency, Ids ids, Clock clock) {
        this.database = database;
        this.store = store;
        this.links = links;
        this.config = config;
        this.scan = scan;
        this.darkroom = darkroom;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Scanned, shrunk, and kept. No transaction waits for any of that; a repeat is not shrunk again.
     *
     * @throws ProblemException infected; unavailable, while the virus scanner has no word
     */
    <T> Uni<Answer> keep(String owner, @Nullable String name, byte[] upload, KeyedRequest keyed,
            Function<MediaView, T> answer) {
        return idempotency.answeredBefore(keyed).chain(before -> before != null
                ? Uni.createFrom().item(before)
                : scan.scan(Buffer.buffer(upload)).invoke(Uploads::requireClean)
                        .chain(() -> darkroom.work(() -> Picture.fit(upload, config)))
                        .chain(picture -> darkroom.work(() -> Optional.ofNullable(Preview.of(
                                picture.content().getBytes(), Sniffed.ofType(picture.contentType()),
                                config.maxPixels())))
                                .chain(preview -> keep(owner, name, picture, preview.orElse(null), keyed, answer))));
    }

    private static void requireClean(Verdict verdict) {
        switch (verdict) {
            case Verdict.Clean _ -> {
                // As it should be.
            }
            case Verdict.Infected _ -> throw ProblemException.at(MessagingProblem.INFECTED, "/file",
                    "the virus scanner does not let it pass");
            case Verdict.TooLarge _ -> throw ProblemException.of(CommonProblem.TOO_LARGE,
                    "more than the virus scanner takes");
            case Verdict.Away _ -> throw ProblemException.of(CommonProblem.UNAVAILABLE,
                    "the virus scanner does not answer; nothing is sent unscanned");
        }
    }

    /** The row comes last, so a row always has its bytes. */
    private <T> Uni<Answer> keep(String owner, @Nullable String name, Picture.Fitted picture,
            @Nullable Preview preview, KeyedRequest keyed, Function<MediaView, T> answer) {
        var medium = Medium.ready(ids.next(), picture.contentType(), FileName.of(name, picture.contentType()),
                picture.content().length(), preview);
        return store.put(medium.id(), picture.content())
                .chain(() -> preview == null
                        ? Uni.createFrom().voidItem()
                        : store.put(Medium.thumbnailOf(medium.id()), preview.thumbnail()))
                .chain(() -> database.withTransaction(transaction -> idempotency.once(transaction, keyed, 201,
                        () -> insert(transaction, owner, medium)
                                .map(_ -> answer.apply(links.viewOf(medium))))));
    }

    private Uni<Void> insert(SqlConnection transaction, String owner, Medium medium) {
        return transaction.preparedQuery(INSERT).execute(Tuple.from(new @Nullable Object[]{medium.id(),
                medium.contentType(), medium.name(), medium.bytes(), owner,
                clock.instant().atOffset(ZoneOffset.UTC), medium.thumbnail(), medium.width(), medium.height()}))
                .replaceWithVoid();
    }

    /** The uploads with these ids, in this order, for a message about to be written. */
    public Uni<List<Medium>> claim(SqlConnection transaction, String owner, List<UUID> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return transaction.preparedQuery(UNUSED).execute(Tuple.of(wanted.toArray(UUID[]::new), owner))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Uploads::mediumOf)
                        .collect(Collectors.toMap(Medium::id, Function.identity())))
                .map(found -> inOrder(wanted, found));
    }

    private static List<Medium> inOrder(List<UUID> wanted, Map<UUID, Medium> found) {
        List<Medium> media = new ArrayList<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        for (var i = 0; i < wanted.size(); i++) {
            var medium = found.get(wanted.get(i));
            if (medium == null || media.contains(medium)) {
                errors.add(new Problem.FieldError("/mediaIds/" + i, "not an upload of yours that is still free"));
            } else {
                media.add(medium);
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        return media;
    }

    /** Gives claimed uploads to the message that was written. */
    public Uni<Void> attach(SqlConnection transaction, UUID message, UUID thread, List<Medium> media) {
        if (media.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = new ArrayList<>();
        for (var i = 0; i < media.size(); i++) {
            rows.add(Tuple.of(media.get(i).id(), message, thread, i));
        }
        return transaction.preparedQuery(ATTACH).executeBatch(rows).replaceWithVoid();
    }

    /** A medium that lies elsewhere: the carrier gets its address, and we make a copy to show. */
    public Uni<Void> refer(SqlConnection transaction, UUID message, UUID thread, UUID medium, int position,
            URI address, Instant now) {
        return transaction.preparedQuery(REFER).execute(Tuple.of(medium, message, thread, position,
                address.toString(), now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** Where the carrier gets the media of these messages from. */
    public Uni<Map<UUID, List<String>>> forCarrier(SqlConnection transaction, Collection<UUID> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return transaction.preparedQuery(OF_MESSAGES).execute(Tuple.of(messages.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<String>> urls = new HashMap<>();
                    for (var row : rows) {
                        var elsewhere = row.getString("source_url");
                        var _ = urls.computeIfAbsent(row.getUUID("message_id"), _ -> new ArrayList<>())
                                .add(elsewhere == null ? links.forCarrier(row.getUUID("id")) : elsewhere);
                    }
                    return urls;
                });
    }

    private static Medium mediumOf(Row row) {
        return new Medium(row.getUUID("id"), MediaView.State.READY, row.getString("content_type"),
                row.getString("name"), row.getLong("bytes"), null, row.getBoolean("thumbnail"),
                row.getInteger("width"), row.getInteger("height"));
    }
}
