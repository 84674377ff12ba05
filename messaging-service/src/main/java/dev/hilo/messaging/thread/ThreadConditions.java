package dev.hilo.messaging.thread;

import java.util.ArrayList;
import java.util.List;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.messaging.number.Visibility;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The conditions of a statement about threads, called {@code t}, and their values. The first value is the caller, whose
 * reading is {@code r}.
 */
final class ThreadConditions {

    /** What the caller has read of a thread. */
    static final String MARKS = " left join read_mark r on r.thread_id = t.id and r.user_name = $1";

    /** Inbound messages that the caller has not read. */
    static final String UNREAD = "t.inbound_count > coalesce(r.read_inbound, 0)";

    /** With more numbers than these, to look one up is quicker than to compare it with all of them. */
    private static final int FEW = 8;

    private final StringBuilder text = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    ThreadConditions(String user) {
        values.add(user);
    }

    ThreadConditions within(ThreadScope scope) {
        if (!scope.labels().isEmpty()) {
            and("t.labels && ?::text[]", scope.labels().stream().sorted().toArray(String[]::new));
        }
        if (scope.assignee() != null) {
            and("t.assignee = ?", scope.assignee());
        }
        if (scope.team() != null) {
            and("t.team = ?", scope.team());
        }
        return this;
    }

    ThreadConditions on(Visibility visible) {
        return switch (visible) {
            case Visibility.Everything _ -> this;
            // The second is hashed once, because it stands inside of an expression; by itself the planner makes a join of it.
            case Visibility.Only only -> and(only.dids().size() <= FEW
                    ? "t.did = any(?::text[])"
                    : "(t.did in (select unnest(?::text[]))) is true", only.asArray());
        };
    }

    @CanIgnoreReturnValue
    ThreadConditions and(String condition) {
        text.append(" and ").append(condition);
        return this;
    }

    @CanIgnoreReturnValue
    ThreadConditions and(String condition, Object value) {
        return and(condition.replace("?", value(value)));
    }

    /** Where a value stands. */
    String value(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    Tuple tuple() {
        return Tuple.from(values);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
