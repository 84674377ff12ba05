package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.conversation.MessageRow;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.pacing.Estimate;
import dev.hilo.messaging.reconcile.Records;
import dev.hilo.messaging.reconcile.Records.RecordView;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** One message with its whole story. */
@ApplicationScoped
class Messages {

    /**
     * One call to the carrier.
     *
     * @param request what was asked, without a word of the text
     * @param askedBy who asked for it, when it was a person's second try
     * @param answer the carrier's own words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptView(Instant startedAt, String request, @Nullable Instant endedAt, @Nullable Long millis,
            @Nullable String outcome,
            @Nullable Integer httpStatus, @Nullable String answer, @Nullable String refId, @Nullable String askedBy) {
    }

    /**
     * @param effect applied, repeated, trail (it says nothing about the end), contradiction (it came too late to count)
     *        or earlier (about an attempt before the last)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReceiptView(Instant receivedAt, String stat, @Nullable String err, String text, String effect) {
    }

    /** @param records what the carrier's own records said when they were asked */
    record MessageDetails(@JsonUnwrapped MessageView message, List<AttemptView> attempts,
            List<ReceiptView> receipts, List<Decisions.Decision> decisions, List<RecordView> records) {
    }

    private static final String ATTEMPTS = "select * from attempt where message_id = $1 order by started_at, token";
    private static final String RECEIPTS = "select * from receipt where message_id = $1 order by received_at, id";

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Decisions decisions;
    private final Views views;
    private final Estimate estimate;
    private final Records records;

    Messages(Pool database, VisibleNumbers visibleNumbers, Decisions decisions, Views views, Estimate estimate,
            Records records) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.decisions = decisions;
        this.views = views;
        this.estimate = estimate;
        this.records = records;
    }

    /** @throws ProblemException not-found, when it does not exist or is not the caller's to see */
    Uni<Message> require(Caller caller, UUID id) {
        return visibleNumbers.of(caller).chain(visible -> database
                .preparedQuery("select " + MessageRow.COLUMNS + " from message m where m.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(MessageRow::of)
                        .filter(message -> visible.covers(message.key().did()))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such message"))));
    }

    Uni<MessageDetails> details(Caller caller, UUID id) {
        return require(caller, id).chain(message -> database.preparedQuery(ATTEMPTS).execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Messages::attempt).toList())
                .chain(attempts -> database.preparedQuery(RECEIPTS).execute(Tuple.of(id))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Messages::receipt).toList())
                        .chain(receipts -> decisions.about(id)
                                .chain(decided -> records.of(id)
                                        .chain(found -> estimate.refresh(List.of(views.of(message)))
                                                .map(views -> new MessageDetails(views.getFirst(), attempts, receipts,
                                                        decided, found)))))));
    }

    private static AttemptView attempt(Row row) {
        return new AttemptView(row.getOffsetDateTime("started_at").toInstant(),
                row.getString("request"), instant(row.getOffsetDateTime("ended_at")),
                row.getLong("millis"), row.getString("outcome"), row.getInteger("http_status"),
                row.getString("answer"), row.getString("ref_id"), row.getString("asked_by"));
    }

    private static ReceiptView receipt(Row row) {
        return new ReceiptView(row.getOffsetDateTime("received_at").toInstant(), row.getString("stat"),
                row.getString("err"), row.getString("text"), row.getString("effect"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
