package dev.hilo.messaging.view;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.workspace.Workspace;
import dev.hilo.messaging.workspace.Workspace.News;
import dev.hilo.messaging.workspace.Workspace.Part;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Keeps views, each its owner's own. Two windows of one person change them one after the other, and the others are told.
 */
@ApplicationScoped
class SavedViews {

    private static final String OF = """
            select id, name, filter, list_order, dids, labels, assignee, team, position from saved_view
            where user_name = $1 order by position, id
            """;

    private static final String HOLD = "select pg_advisory_xact_lock(hashtext('saved_view'), hashtext($1))";

    private static final String WRITE = """
            insert into saved_view as v (id, user_name, name, filter, list_order, dids, labels, assignee, team,
                position)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (id) do update set name = excluded.name, filter = excluded.filter,
                list_order = excluded.list_order, dids = excluded.dids, labels = excluded.labels,
                assignee = excluded.assignee, team = excluded.team, position = excluded.position
            """;

    private static final String TAKE_AWAY = "delete from saved_view where user_name = $1 and id <> all($2)";

    private final Pool database;
    private final Workspace workspace;
    private final Idempotency idempotency;

    SavedViews(Pool database, Workspace workspace, Idempotency idempotency) {
        this.database = database;
        this.workspace = workspace;
        this.idempotency = idempotency;
    }

    Uni<List<SavedView>> of(String user) {
        return of(database, user).map(Shelf::views);
    }

    Uni<Answer> add(String user, SavedView view, KeyedRequest keyed) {
        return database.withTransaction(transaction -> idempotency.once(transaction, keyed, 201,
                () -> change(transaction, user, shelf -> shelf.with(view)).map(shelf -> require(shelf, view.id()))))
                .invoke(workspace::published);
    }

    /** @throws ProblemException not-found, when the caller has no such view */
    Uni<SavedView> replace(String user, SavedView view) {
        return database.withTransaction(transaction -> change(transaction, user, shelf -> {
            var _ = require(shelf, view.id());
            return shelf.with(view);
        })).invoke(workspace::published).map(shelf -> require(shelf, view.id()));
    }

    /** @throws ProblemException not-found, when the caller has no such view */
    Uni<Void> remove(String user, UUID id) {
        return database.withTransaction(transaction -> change(transaction, user, shelf -> {
            var _ = require(shelf, id);
            return shelf.without(id);
        })).invoke(workspace::published).replaceWithVoid();
    }

    private Uni<Shelf> change(SqlConnection transaction, String user, UnaryOperator<Shelf> change) {
        return transaction.preparedQuery(HOLD).execute(Tuple.of(user))
                .chain(() -> of(transaction, user))
                .chain(before -> write(transaction, user, before, change.apply(before)))
                .call(() -> workspace.tell(transaction, News.ofUser(Part.VIEWS, user)));
    }

    private static Uni<Shelf> write(SqlConnection transaction, String user, Shelf before, Shelf after) {
        var different = after.views().stream().filter(view -> !before.views().contains(view))
                .map(view -> row(user, view)).toList();
        var kept = after.views().stream().map(SavedView::id).toArray(UUID[]::new);
        Uni<?> removed = transaction.preparedQuery(TAKE_AWAY).execute(Tuple.of(user, kept));
        return removed.chain(() -> different.isEmpty()
                ? Uni.createFrom().item(after)
                : transaction.preparedQuery(WRITE).executeBatch(different).replaceWith(after));
    }

    private static Uni<Shelf> of(SqlClient client, String user) {
        return client.preparedQuery(OF).execute(Tuple.of(user)).map(SavedViews::shelf);
    }

    private static Shelf shelf(RowSet<Row> rows) {
        return new Shelf(StreamSupport.stream(rows.spliterator(), false).map(SavedView::of).toList());
    }

    private static Tuple row(String user, SavedView view) {
        return Tuple.tuple().addUUID(view.id()).addString(user).addString(view.name()).addString(view.filter())
                .addString(view.order()).addArrayOfString(view.dids().toArray(String[]::new))
                .addArrayOfString(view.labels().toArray(String[]::new))
                .addString(view.assignee()).addString(view.team()).addInteger(view.position());
    }

    private static SavedView require(Shelf shelf, UUID id) {
        return shelf.find(id)
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such view"));
    }
}
