package dev.hilo.messaging.thread;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/**
 * Counts the tabs, exactly, in one statement. What is open is counted in one walk over a narrow index that lies in the
 * order of the caller's read marks, and asked for in that order: the database would else read the whole table and hash
 * it as soon as the index has grown a little. Closed ones are many and change seldom, and have an index of their own.
 */
@ApplicationScoped
class CountThreads {

    private final Pool database;
    private final VisibleNumbers visibleNumbers;

    CountThreads(Pool database, VisibleNumbers visibleNumbers) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
    }

    Uni<ThreadCounts> count(Caller caller, ThreadScope scope) {
        return visibleNumbers.of(caller).chain(visible -> count(caller.user(), visible, scope));
    }

    Uni<ThreadCounts> count(String user, Visibility visible, ThreadScope scope) {
        var conditions = new ThreadConditions(user).within(scope).on(scope.within(visible));
        return database.preparedQuery(sql(conditions)).execute(conditions.tuple())
                .map(rows -> countsOf(rows.iterator().next()));
    }

    static String sql(ThreadConditions conditions) {
        return """
                select count(*) as everything, count(*) filter (where s.assignee = $1) as mine,
                    count(*) filter (where s.assignee is null) as unassigned,
                    count(*) filter (where s.unread) as unread, count(*) filter (where s.unanswered) as unanswered,
                    (select count(*) from thread t where t.state = 'CLOSED' and %2$s) as closed,
                    count(*) filter (where s.state = 'SNOOZED') as snoozed
                from (
                    select t.assignee, t.unanswered, t.state, %1$s as unread from thread t %3$s
                    where t.state <> 'CLOSED' and %2$s
                    order by t.id) s
                """.formatted(ThreadConditions.UNREAD, conditions, ThreadConditions.MARKS);
    }

    private static ThreadCounts countsOf(Row row) {
        return new ThreadCounts(row.getLong("everything"), row.getLong("mine"), row.getLong("unassigned"),
                row.getLong("unread"), row.getLong("unanswered"), row.getLong("closed"), row.getLong("snoozed"));
    }
}
