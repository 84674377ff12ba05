package dev.hilo.messaging.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What the carrier's records say about one text. */
@ApplicationScoped
public class Records {

    /**
     * @param takenAt when the carrier took it, on its own clock
     * @param receipt as it stands in the record; absent while there is none
     * @param effect accepted (so it was sent after all), applied, repeated, trail, contradiction (too late to count),
     *        earlier (about an attempt before the last), known (nothing new), unreadable, or ambiguous (it may be about
     *        another text)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RecordView(Instant readAt, Instant takenAt, String kind, @Nullable String refId,
            @Nullable String receipt, String effect) {
    }

    private static final String OF_MESSAGE = """
            select * from carrier_record where message_id = $1 or candidates @> array[$1::uuid]
            order by taken_at, key
            """;

    private final Pool database;

    Records(Pool database) {
        this.database = database;
    }

    public Uni<List<RecordView>> of(UUID messageId) {
        return database.preparedQuery(OF_MESSAGE).execute(Tuple.of(messageId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Records::view).toList());
    }

    private static RecordView view(Row row) {
        var receipt = row.getString("receipt");
        return new RecordView(row.getOffsetDateTime("read_at").toInstant(),
                row.getOffsetDateTime("taken_at").toInstant(), row.getString("kind"), row.getString("ref_id"),
                receipt.isEmpty() ? null : receipt, row.getString("effect"));
    }
}
