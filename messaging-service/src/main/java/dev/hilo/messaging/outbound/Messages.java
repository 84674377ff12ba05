package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.conversation.MessageRow;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.delivery.Deliveries;
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

    /**
     * @param records what the carrier's own records said when they were asked
     * @param deliveries how a contact's text came to us, each time
     * @param corrections what it said before its delivery was read again
     */
    record MessageDetails(@JsonUnwrapped MessageView message, List<AttemptView> attempts,
            List<ReceiptView> receipts, List<Decisions.Decision> decisions, List<RecordView> records,
            List<Deliveries.Delivered> deliveries, List<Deliveries.Corrected> corrections) {
    }

    /** What is known of it beside the message itself. */
    private record Story(List<AttemptView> attempts, List<ReceiptView> receipts, List<Decisions.Decision> decisions,
            List<RecordView> records, List<Deliveries.Delivered> deliveries,
            List<Deliveries.Corrected> corrections) {
    }

    private static final String ATTEMPTS = "select * from attempt where message_id = $1 order by started_at, token";
    private static final String RECEIPTS = "select * from receipt where message_id = $1 order by received_at, id";

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Decisions decisions;
    private final Views views;
    private final Estimate estimate;
    private final Records records;
    private final Deliveries deliveries;

    Messages(Pool database, VisibleNumbers visibleNumbers, Decisions decisions, Views views, Estimate estimate,
            Records records, Deliveries deliveries) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.decisions = decisions;
        this.views = views;
        this.estimate = estimate;
        this.records = records;
        this.deliveries = deliveries;
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
        return require(caller, id).chain(message -> (message.direction() == Direction.INBOUND ? received(id) : sent(id))
                .chain(story -> estimate.refresh(List.of(views.of(message)))
                        .map(views -> new MessageDetails(views.getFirst(), story.attempts(), story.receipts(),
                                story.decisions(), story.records(), story.deliveries(), story.corrections()))));
    }

    private Uni<Story> received(UUID id) {
        return deliveries.ofMessage(id).chain(came -> deliveries.corrections(id)
                .map(corrected -> new Story(List.of(), List.of(), List.of(), List.of(), came, corrected)));
    }

    private Uni<Story> sent(UUID id) {
        return all(ATTEMPTS, id, Messages::attempt)
                .chain(attempts -> all(RECEIPTS, id, Messages::receipt)
                        .chain(receipts -> decisions.about(id)
                                .chain(decided -> records.of(id)
                                        .map(found -> new Story(attempts, receipts, decided, found, List.of(),
                                                List.of())))));
    }

    private <T> Uni<List<T>> all(String sql, UUID id, Function<Row, T> read) {
        return database.preparedQuery(sql).execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(read).toList());
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
