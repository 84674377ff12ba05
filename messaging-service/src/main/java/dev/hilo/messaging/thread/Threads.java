package dev.hilo.messaging.thread;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.MessageRow;
import dev.hilo.messaging.conversation.ThreadRow;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.pacing.Estimate;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The conversations a caller sees. What is not theirs does not exist: 404, never 403. */
@ApplicationScoped
public class Threads {

    private static final String ONE = """
            select %s, t.inbound_count - coalesce(r.read_inbound, 0) as unread
            from thread t left join read_mark r on r.thread_id = t.id and r.user_name = $2
            where t.id = $1
            """.formatted(ThreadRow.COLUMNS);

    /** Walks the messages of one thread by their place; none of them is read for it but its time. */
    private static final String FIRST_SINCE = """
            select m.seq from message m where m.thread_id = $1 and m.created_at >= $2 order by m.seq limit 1
            """;

    /**
     * A page, and whether there is more.
     *
     * @param next where it goes on ({@link Place#goesOn}); absent on the last
     */
    record Timeline(List<MessageView> messages, @Nullable Long next) {
    }

    private record Changed(long changedSeq, MessageView message) {
    }

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Views views;
    private final Estimate estimate;

    Threads(Pool database, VisibleNumbers visibleNumbers, Views views, Estimate estimate) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.views = views;
        this.estimate = estimate;
    }

    Uni<List<ThreadSummary>> page(ThreadListQuery query) {
        var sql = query.sql();
        return database.preparedQuery(sql).execute(query.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Threads::summaryOf).toList());
    }

    /** @throws ProblemException not-found, when it does not exist or is not the caller's to see */
    public Uni<ThreadSummary> require(Caller caller, UUID id) {
        return visibleNumbers.of(caller).chain(visible -> database.preparedQuery(ONE)
                .execute(Tuple.of(id, caller.user()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Threads::summaryOf)
                        .filter(summary -> visible.covers(summary.thread().did()))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such thread"))));
    }

    /** Inbound messages that the caller has not read, within a transaction. */
    public Uni<Long> unread(SqlConnection transaction, Caller caller, UUID id) {
        return transaction.preparedQuery(ONE).execute(Tuple.of(id, caller.user()))
                .map(rows -> rows.iterator().next().getLong("unread"));
    }

    /** The messages at a place, oldest first. */
    Uni<Timeline> timeline(UUID thread, Place place, int limit) {
        return switch (place) {
            case Place.Newest _ -> before(thread, Long.MAX_VALUE, limit);
            case Place.Before(var seq) -> before(thread, seq, limit);
            case Place.After(var seq) -> after(thread, seq, limit);
            case Place.From(var seq) -> from(thread, seq, limit);
            case Place.At(var moment) -> at(thread, moment, limit);
        };
    }

    /** The messages just before a place. */
    private Uni<Timeline> before(UUID thread, long before, int limit) {
        return database.preparedQuery("select " + MessageRow.COLUMNS
                + " from message m where m.thread_id = $1 and m.seq < $2 order by m.seq desc limit $3")
                .execute(Tuple.of(thread, before, limit + 1))
                .map(rows -> {
                    var page = StreamSupport.stream(rows.spliterator(), false).map(this::view).toList();
                    var shown = page.size() > limit ? page.subList(0, limit) : page;
                    var next = page.size() > limit ? shown.getLast().seq() : null;
                    return new Timeline(shown.reversed(), next);
                }).chain(this::refreshed);
    }

    /**
     * Everything that took a number after a place: newer messages, and older ones that changed since. A client that
     * found a gap has all of it after this.
     */
    private Uni<Timeline> after(UUID thread, long after, int limit) {
        return database.preparedQuery("select " + MessageRow.COLUMNS
                + " from message m where m.thread_id = $1 and m.changed_seq > $2 order by m.changed_seq limit $3")
                .execute(Tuple.of(thread, after, limit + 1))
                .map(rows -> {
                    var page = new ArrayList<Changed>();
                    rows.forEach(row -> page.add(new Changed(row.getLong("changed_seq"), view(row))));
                    var shown = page.size() > limit ? page.subList(0, limit) : page;
                    var next = page.size() > limit ? shown.getLast().changedSeq() : null;
                    return new Timeline(shown.stream().map(Changed::message)
                            .sorted(Comparator.comparingLong(MessageView::seq)).toList(), next);
                }).chain(this::refreshed);
    }

    /** From the first message on that was written at the moment or later; none when there is no such message. */
    private Uni<Timeline> at(UUID thread, Instant moment, int limit) {
        return database.preparedQuery(FIRST_SINCE).execute(Tuple.of(thread, moment.atOffset(ZoneOffset.UTC)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(new Timeline(List.of(), null))
                        : from(thread, rows.iterator().next().getLong("seq"), limit));
    }

    private Uni<Timeline> from(UUID thread, long from, int limit) {
        return database.preparedQuery("select " + MessageRow.COLUMNS
                + " from message m where m.thread_id = $1 and m.seq >= $2 order by m.seq limit $3")
                .execute(Tuple.of(thread, from, limit + 1))
                .map(rows -> {
                    var page = StreamSupport.stream(rows.spliterator(), false).map(this::view).toList();
                    return page.size() > limit
                            ? new Timeline(page.subList(0, limit), page.get(limit).seq())
                            : new Timeline(page, null);
                }).chain(this::refreshed);
    }

    private Uni<Timeline> refreshed(Timeline page) {
        return estimate.refresh(page.messages()).map(messages -> new Timeline(messages, page.next()));
    }

    private MessageView view(Row row) {
        return views.of(MessageRow.of(row));
    }

    private static ThreadSummary summaryOf(Row row) {
        return new ThreadSummary(ThreadRow.of(row).view(), row.getLong("unread"));
    }
}
