package dev.hilo.messaging.search;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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

    /** Where the next page begins. */
    record Cursor(Instant at, UUID id) {
    }

    /** A message and the thread it stands in. */
    record Hit(MessageView message, ThreadView thread) {
    }

    record Results(List<Hit> messages, List<ThreadView> threads) {
    }

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Views views;
    private final Duration timeout;

    Search(Pool database, VisibleNumbers visibleNumbers, Views views,
            @ConfigProperty(name = "hilo.search.timeout", defaultValue = "400ms") Duration timeout) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.views = views;
        this.timeout = timeout;
    }

    /** @return up to one message more than the limit, so that the caller knows of a next page */
    Uni<Results> find(Caller caller, String typed, @Nullable Cursor cursor, int limit) {
        var terms = SearchTerms.of(typed);
        return visibleNumbers.of(caller).chain(visible -> database.withTransaction(transaction -> transaction
                .query("set local statement_timeout = " + timeout.toMillis()).execute()
                .chain(() -> messages(transaction, terms, visible, cursor, limit))
                .chain(hits -> threads(transaction, terms, visible, cursor, limit)
                        .map(threads -> new Results(hits, threads)))))
                .onFailure(Search::ranOutOfTime).transform(_ -> ProblemException
                        .at(CommonProblem.INVALID_REQUEST, "q", "too much matches; use a rarer word"));
    }

    private Uni<List<Hit>> messages(SqlConnection transaction, SearchTerms terms, Visibility visible,
            @Nullable Cursor cursor, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(terms.query()));
        var query = "websearch_to_tsquery('simple', $1)";
        if (terms.prefixes() != null) {
            parameters.add(terms.prefixes());
            query = "(" + query + " || to_tsquery('simple', $2))";
        }
        var sql = new StringBuilder("select ").append(MessageRow.COLUMNS)
                .append(" from message m where m.direction <> 'SYSTEM' and m.words @@ ").append(query);
        restrict(sql, parameters, visible, "m.did");
        if (cursor != null) {
            parameters.add(cursor.at().atOffset(ZoneOffset.UTC));
            parameters.add(cursor.id());
            sql.append(" and (m.created_at, m.id) < ($").append(parameters.size() - 1).append("::timestamptz, $")
                    .append(parameters.size()).append("::uuid)");
        }
        sql.append(" order by m.created_at desc, m.id desc limit ").append(limit + 1);
        return transaction.preparedQuery(sql.toString()).execute(Tuple.from(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(MessageRow::of).map(views::of)
                        .toList())
                .chain(found -> withThreads(transaction, found));
    }

    private static Uni<List<Hit>> withThreads(SqlConnection transaction, List<MessageView> found) {
        var ids = found.stream().map(message -> message.threadId().value()).distinct().toArray(UUID[]::new);
        return transaction.preparedQuery("select " + ThreadRow.COLUMNS + " from thread t where t.id = any($1)")
                .execute(Tuple.of(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> ThreadRow.of(row).view())
                        .collect(Collectors.toMap(ThreadView::id, Function.identity())))
                .map(threads -> hits(found, threads));
    }

    private static List<Hit> hits(List<MessageView> found, Map<ThreadId, ThreadView> threads) {
        List<Hit> hits = new ArrayList<>();
        for (var message : found) {
            var thread = threads.get(message.threadId());
            if (thread != null) {
                hits.add(new Hit(message, thread));
            }
        }
        return hits;
    }

    /** By part of the contact's number; only on the first page, since there is no second of it. */
    private static Uni<List<ThreadView>> threads(SqlConnection transaction, SearchTerms terms, Visibility visible,
            @Nullable Cursor cursor, int limit) {
        if (terms.digits() == null || cursor != null) {
            return Uni.createFrom().item(List.of());
        }
        List<Object> parameters = new ArrayList<>(List.of("%" + terms.digits() + "%"));
        var sql = new StringBuilder("select ").append(ThreadRow.COLUMNS)
                .append(" from thread t where t.external like $1");
        restrict(sql, parameters, visible, "t.did");
        sql.append(" order by t.last_message_at desc, t.id desc limit ").append(limit);
        return transaction.preparedQuery(sql.toString()).execute(Tuple.from(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> ThreadRow.of(row).view())
                        .toList());
    }

    private static void restrict(StringBuilder sql, List<Object> parameters, Visibility visible, String column) {
        switch (visible) {
            case Visibility.Everything _ -> {
                // A manager's search has no fence.
            }
            case Visibility.Only only -> {
                parameters.add(only.asArray());
                sql.append(" and ").append(column).append(" = any($").append(parameters.size()).append(')');
            }
        }
    }

    private static boolean ranOutOfTime(Throwable failure) {
        return failure instanceof PgException refusal && CANCELLED.equals(refusal.getSqlState());
    }
}
