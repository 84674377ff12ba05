package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What people decided about texts of ours, kept for their story. */
@ApplicationScoped
class Decisions {

    enum Kind {
        /** Called off before it left. */
        CANCELLED,
        /** Sent again after it failed, or while its outcome was unknown. */
        SENT_AGAIN;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param was the state in which it was found, with the reason
     * @param sendAt sent again, but not before this moment
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(Instant at, Kind kind, String by, MessageStatus was, @Nullable String wasCode,
            @Nullable Instant sendAt) {

        /** Made before the message changes: it tells how it was found. */
        static Decision about(Message message, Kind kind, String by, Instant at, @Nullable Instant sendAt) {
            return new Decision(at, kind, by, message.status(), message.errorCode(), sendAt);
        }

        private static Decision of(Row row) {
            var sendAt = row.getOffsetDateTime("send_at");
            return new Decision(row.getOffsetDateTime("decided_at").toInstant(), Kind.valueOf(row.getString("kind")),
                    row.getString("actor"), MessageStatus.valueOf(row.getString("was")), row.getString("was_code"),
                    sendAt == null ? null : sendAt.toInstant());
        }
    }

    private static final String ADD = """
            insert into decision (id, message_id, kind, actor, decided_at, was, was_code, send_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private final Pool database;
    private final Ids ids;

    Decisions(Pool database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    Uni<Void> add(SqlConnection transaction, UUID messageId, Decision decision) {
        return transaction.preparedQuery(ADD)
                .execute(Tuple.from(new @Nullable Object[]{ids.next(), messageId, decision.kind().name(),
                        decision.by(), at(decision.at()), decision.was().name(), decision.wasCode(),
                        at(decision.sendAt())}))
                .replaceWithVoid();
    }

    Uni<List<Decision>> about(UUID messageId) {
        return database.preparedQuery("select * from decision where message_id = $1 order by decided_at, id")
                .execute(Tuple.of(messageId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Decision::of).toList());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
