package dev.hilo.messaging.search;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.conversation.MessageRow;
import dev.hilo.messaging.conversation.ThreadRow;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Finds within the caller's numbers, newest first, and gives up before it costs others. */
@ApplicationScoped
class Search {

    /** PostgreSQL's own word for a statement that ran out of its time. */
    private static final String CANCELLED = "57014";
    private static final int MOST_THREADS = 10;
    private static final int LETTERS_ANYWHERE = 3;
    /** By which the database's log and statistics tell these statements from others. */
    static final String TAG = "/* search */ ";
    /**
     * The ways are chosen here, by what was seen: the planner's guesses about words are no help and its compiler none. It
     * chooses how a span of time is read, and has to know which.
     */
    static final String PLANNING = "set local enable_seqscan = off; set local jit = off;"
            + " set local plan_cache_mode = force_custom_plan";

    /**
     * A message and the thread it stands in.
     *
     * @param marks where in its text the words stand: pairs of begin and end in UTF-16 units
     */
    record Hit(MessageView message, ThreadView thread, List<List<Integer>> marks) {
    }

    record Results(List<Hit> messages, List<ThreadView> threads) {
    }

    /** @param next where older ones are looked for, if there may be any; the page can be short and even empty then */
    record Page(Results results, @Nullable Place next) {
    }

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Views views;
    private final Clock clock;
    private final Duration timeout;

    Search(Pool database, VisibleNumbers visibleNumbers, Views views, Clock clock,
            @ConfigProperty(name = "hilo.search.timeout", defaultValue = "400ms") Duration timeout) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.views = views;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** @param zone where a day of {@code before:} and {@code after:} begins */
    Uni<Page> find(Caller caller, String typed, ZoneId zone, @Nullable Place cursor, int limit) {
        var question = ReadQuestion.of(typed, caller.user(), zone, LocalDate.now(clock.withZone(zone)));
        return scope(caller, question).chain(scope -> database.withTransaction(transaction -> limited(transaction)
                .chain(() -> messages(transaction, scope, cursor, limit))
                .chain(page -> threads(transaction, scope, cursor, Math.min(limit, MOST_THREADS))
                        .map(threads -> new Page(new Results(page.results().messages(), threads), page.next())))))
                .onFailure(Search::ranOutOfTime).transform(_ -> ProblemException
                        .at(CommonProblem.INVALID_REQUEST, "q", "too much matches; use a rarer word"));
    }

    private Uni<RowSet<Row>> limited(SqlConnection transaction) {
        return transaction
                .query(TAG + "set local statement_timeout = %d; %s".formatted(timeout.toMillis(), PLANNING))
                .execute();
    }

    private Uni<Scope> scope(Caller caller, Question question) {
        if (!question.numbers().isEmpty()) {
            return visibleNumbers.list(caller).map(numbers -> new Scope(question, named(question.numbers(), numbers)));
        }
        return visibleNumbers.of(caller).map(visible -> switch (visible) {
            case Visibility.Everything _ -> new Scope(question, null);
            case Visibility.Only only -> new Scope(question, List.of(only.asArray()));
        });
    }

    private static List<String> named(List<String> parts, List<OwnNumber> numbers) {
        var found = numbers.stream().filter(number -> parts.stream().anyMatch(part -> isNamed(part, number)))
                .map(number -> number.did().value()).toList();
        if (found.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "q/in", "none of your numbers is called that");
        }
        return found;
    }

    private static boolean isNamed(String part, OwnNumber number) {
        var digits = part.replaceAll("\\D", "");
        return (digits.length() >= 3 && part.matches("[+\\d\\s().-]+"))
                ? number.did().value().contains(digits)
                : Folding.folded(number.name()).contains(Folding.folded(part));
    }

    private Uni<Page> messages(SqlConnection transaction, Scope scope, @Nullable Place cursor, int limit) {
        var dids = scope.dids();
        if (!scope.question().asksForMessages() || (dids != null && dids.isEmpty())) {
            return Uni.createFrom().item(new Page(new Results(List.of(), List.of()), null));
        }
        return new Newest(transaction, scope, limit).find(cursor).chain(page -> read(transaction, page.places())
                .chain(found -> withThreads(transaction, found, scope.question()))
                .map(hits -> new Page(new Results(hits, List.of()), page.next())));
    }

    private Uni<List<MessageView>> read(SqlConnection transaction, List<Place> places) {
        var ids = places.stream().map(Place::id).toArray(UUID[]::new);
        return transaction.preparedQuery(TAG + "select " + MessageRow.COLUMNS + " from message m where m.id = any($1)"
                + " order by m.created_at desc, m.id desc")
                .execute(Tuple.of(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(MessageRow::of).map(views::of)
                        .toList());
    }

    private static Uni<List<Hit>> withThreads(SqlConnection transaction, List<MessageView> found, Question question) {
        var ids = found.stream().map(message -> message.threadId().value()).distinct().toArray(UUID[]::new);
        return transaction.preparedQuery(TAG + "select " + ThreadRow.COLUMNS + " from thread t where t.id = any($1)")
                .execute(Tuple.of(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> ThreadRow.of(row).view())
                        .collect(Collectors.toMap(ThreadView::id, Function.identity())))
                .map(threads -> hits(found, threads, question));
    }

    private static List<Hit> hits(List<MessageView> found, Map<ThreadId, ThreadView> threads, Question question) {
        List<Hit> hits = new ArrayList<>();
        for (var message : found) {
            var thread = threads.get(message.threadId());
            if (thread != null) {
                hits.add(new Hit(message, thread, Marks.in(message.body(), question.terms())));
            }
        }
        return hits;
    }

    /** By part of the contact's number or name; only beside the first page, since there is no second of them. */
    private static Uni<List<ThreadView>> threads(SqlConnection transaction, Scope scope, @Nullable Place cursor,
            int limit) {
        if (cursor != null || !scope.question().asksForThreads()) {
            return Uni.createFrom().item(List.of());
        }
        List<Object> parameters = new ArrayList<>();
        var sql = TAG + "select " + ThreadRow.COLUMNS + " from thread t where (" + called(scope.question(), parameters)
                + ")"
                + fence(scope, parameters) + " order by t.last_message_at desc, t.id desc limit " + limit;
        return transaction.preparedQuery(sql).execute(Tuple.from(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> ThreadRow.of(row).view())
                        .toList());
    }

    private static String called(Question question, List<Object> parameters) {
        var digits = question.digits();
        return digits == null
                ? question.names().stream().map(name -> named(name, parameters)).collect(Collectors.joining(" and "))
                : "t.external like " + next("%" + digits + "%", parameters);
    }

    /**
     * Any part of a name; one or two letters begin a word of it, as they do of a text. The index knows nothing less than
     * three, counting the space before a word.
     */
    private static String named(String part, List<Object> parameters) {
        return part.codePointCount(0, part.length()) < LETTERS_ANYWHERE
                ? "folded(t.display_name) ~ " + next("(^|[ .,;:/&+(\"'-])" + part, parameters)
                : "folded(t.display_name) like " + next("%" + part + "%", parameters);
    }

    private static String fence(Scope scope, List<Object> parameters) {
        var dids = scope.dids();
        var sql = dids == null ? "" : " and t.did = any(" + next(dids.toArray(String[]::new), parameters) + ")";
        var labels = scope.question().labels();
        return labels.isEmpty()
                ? sql
                : sql + " and t.labels && " + next(labels.toArray(String[]::new), parameters);
    }

    private static String next(Object value, List<Object> parameters) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static boolean ranOutOfTime(Throwable failure) {
        return failure instanceof PgException refusal && CANCELLED.equals(refusal.getSqlState());
    }
}
