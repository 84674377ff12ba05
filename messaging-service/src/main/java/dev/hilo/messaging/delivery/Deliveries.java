package dev.hilo.messaging.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.messaging.media.MediaLinks;
import dev.hilo.messaging.media.Medium;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads what deliveries have become. */
@ApplicationScoped
public class Deliveries {

    /** What it was read as. */
    public enum Kind {
        TEXT, RECEIPT;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it did. */
    public enum Verdict {
        /** A text that began a message. */
        SHOWN,
        /** A text that was shown already and made it "×2". */
        FOLDED,
        /** A text whose reference had been seen: counted before. */
        KNOWN,
        /** A receipt that moved its message, or said again where it is. */
        APPLIED,
        /** A receipt that waits for the answer of its send. */
        PARKED,
        /** A receipt that changed nothing; its effect says why. */
        NONE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One event that was read from a delivery: one text in a group has one for each of our numbers.
     *
     * @param repeats how often the message came in all
     * @param effect the receipt's, in the word of the message's trail
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recorded(UUID deliveryId, Kind kind, Verdict verdict, @Nullable UUID messageId,
            @Nullable UUID threadId, @Nullable Integer repeats, @Nullable String effect, @Nullable Text message,
            @Nullable Receipt receipt) {
    }

    /**
     * The text as it is stored now.
     *
     * @param media where the parts lay at the carrier, wordings included
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Text(String from, String to, String body, List<String> media, @Nullable String refId) {
    }

    /** The receipt as it was stored. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Receipt(String stat, @Nullable String err, @Nullable String refId, String text) {
    }

    /** @param counted false for a further delivery under a reference that had been seen */
    public record Delivered(UUID deliveryId, Instant receivedAt, boolean counted) {
    }

    /**
     * A time when a delivery was read again and said something else.
     *
     * @param before what the message said until then
     * @param media what it showed until then and shows no more
     * @param movedTo the message that is shown instead, between other numbers
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Corrected(Instant at, @JsonInclude String before, List<MediaView> media, @Nullable UUID movedTo) {
    }

    private static final String TEXTS = """
            select d.delivery_id, d.counted, d.ref_id, d.message_id, d.thread_id, m.repeats, m.did, m.external, m.body,
                (d.message_id = d.event_id or exists (
                    select from correction c where c.event_id = d.event_id and c.moved_to = d.message_id)) as began,
                array(select p.source_url from media p where p.message_id = m.id and p.correction_id is null
                    and p.source_url is not null order by p.position) as urls
            from inbound_delivery d join message m on m.id = d.message_id
            where d.delivery_id = any($1) order by d.delivery_id, d.event_id
            """;

    private static final String RECEIPTS = """
            select r.*, m.thread_id from receipt r left join message m on m.id = r.message_id
            where r.delivery_id = any($1) order by r.delivery_id, r.id
            """;

    private static final String OF_MESSAGE = """
            select delivery_id, received_at, counted from inbound_delivery where message_id = $1
            order by received_at, event_id
            """;

    private static final String CORRECTIONS = """
            select c.at, c.body, c.moved_to, (select jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state,
                    'contentType', d.content_type, 'name', d.name, 'bytes', d.bytes, 'problem', d.problem)
                    order by d.position) from media d where d.correction_id = c.id and not d.wording) as media
            from correction c where c.message_id = $1 order by c.at, c.id
            """;

    private final Pool database;
    private final MediaLinks links;

    Deliveries(Pool database, MediaLinks links) {
        this.database = database;
        this.links = links;
    }

    /** Texts first; those that nothing is known of are absent. */
    Uni<List<Recorded>> of(Collection<UUID> ids) {
        var wanted = Tuple.of(ids.toArray(UUID[]::new));
        return all(TEXTS, wanted, Deliveries::text).chain(texts -> all(RECEIPTS, wanted, Deliveries::receipt)
                .map(receipts -> Stream.concat(texts.stream(), receipts.stream()).toList()));
    }

    /** How a contact's message came to us, oldest first. */
    public Uni<List<Delivered>> ofMessage(UUID messageId) {
        return all(OF_MESSAGE, Tuple.of(messageId), row -> new Delivered(row.getUUID("delivery_id"),
                row.getOffsetDateTime("received_at").toInstant(), row.getBoolean("counted")));
    }

    /** What a message said before, oldest first. */
    public Uni<List<Corrected>> corrections(UUID messageId) {
        return all(CORRECTIONS, Tuple.of(messageId), row -> new Corrected(row.getOffsetDateTime("at").toInstant(),
                row.getString("body"), media(row.getJsonArray("media")), row.getUUID("moved_to")));
    }

    private List<MediaView> media(@Nullable JsonArray media) {
        return media == null
                ? List.of()
                : IntStream.range(0, media.size()).mapToObj(media::getJsonObject).map(Medium::of).map(links::viewOf)
                        .toList();
    }

    private <T> Uni<List<T>> all(String sql, Tuple parameters, Function<Row, T> read) {
        return database.preparedQuery(sql).execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(read).toList());
    }

    private static Recorded text(Row row) {
        var verdict = !row.getBoolean("counted")
                ? Verdict.KNOWN
                : row.getBoolean("began") ? Verdict.SHOWN : Verdict.FOLDED;
        return new Recorded(row.getUUID("delivery_id"), Kind.TEXT, verdict, row.getUUID("message_id"),
                row.getUUID("thread_id"), row.getInteger("repeats"), null,
                new Text(row.getString("external"), row.getString("did"), row.getString("body"),
                        List.of(row.getArrayOfStrings("urls")), row.getString("ref_id")),
                null);
    }

    private static Recorded receipt(Row row) {
        var effect = row.getString("effect");
        return new Recorded(row.getUUID("delivery_id"), Kind.RECEIPT, verdictOf(effect), row.getUUID("message_id"),
                row.getUUID("thread_id"), null, effect, null, new Receipt(row.getString("stat"), row.getString("err"),
                        row.getString("ref_id"), row.getString("text")));
    }

    private static Verdict verdictOf(String effect) {
        return switch (effect) {
            case "applied", "repeated" -> Verdict.APPLIED;
            case "parked" -> Verdict.PARKED;
            default -> Verdict.NONE;
        };
    }
}
