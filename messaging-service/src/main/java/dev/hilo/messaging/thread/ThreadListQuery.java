package dev.hilo.messaging.thread;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.conversation.ThreadRow;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One page of the list as a statement. Paged by key, never by offset: page one thousand costs what page one costs.
 * For an agent each of their numbers gives its newest page, and the newest of these are the answer; so the index of
 * one number is walked, whatever other numbers hold.
 */
final class ThreadListQuery {

    /** Which threads the list is about. */
    enum Filter {
        ALL, UNREAD, UNANSWERED, MINE, UNASSIGNED, CLOSED;

        static Filter of(@Nullable String word) {
            for (var filter : values()) {
                if (filter.name().equalsIgnoreCase(word == null ? "all" : word)) {
                    return filter;
                }
            }
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "filter",
                    "one of all, unread, unanswered, mine, unassigned, closed");
        }
    }

    /** Where the next page begins. */
    record Cursor(Instant at, UUID id) {

        static Cursor after(ThreadView thread) {
            return new Cursor(thread.lastMessageAt(), thread.id().value());
        }

        static Cursor of(String text) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 2);
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (RuntimeException unreadable) {
                throw ProblemException.at(CommonProblem.INVALID_REQUEST, "cursor", "not a cursor of this list");
            }
        }

        String text() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(UTF_8));
        }
    }

    private final StringBuilder conditions = new StringBuilder("true");
    private final List<Object> parameters = new ArrayList<>();
    private final Visibility visibility;
    private final int limit;

    ThreadListQuery(String user, Visibility visibility, Filter filter, int limit) {
        this.visibility = visibility;
        this.limit = limit;
        parameters.add(user);
        conditions.append(switch (filter) {
            case ALL -> " and t.state <> 'CLOSED'";
            case UNREAD -> " and t.state <> 'CLOSED' and t.inbound_count > coalesce(r.read_inbound, 0)";
            case UNANSWERED -> " and t.state <> 'CLOSED' and t.unanswered";
            case MINE -> " and t.state <> 'CLOSED' and t.assignee = $1";
            case UNASSIGNED -> " and t.state <> 'CLOSED' and t.assignee is null";
            case CLOSED -> " and t.state = 'CLOSED'";
        });
    }

    ThreadListQuery onNumber(String did) {
        return and("t.did = ?", did);
    }

    ThreadListQuery labelled(String label) {
        return and("t.labels @> array[?]::text[]", label);
    }

    /** By part of the contact's number or name. */
    ThreadListQuery containing(String text) {
        var digits = text.replaceAll("\\D", "");
        return digits.length() >= 3
                ? and("t.external like ?", "%" + digits + "%")
                : and("t.display_name ilike ?", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    ThreadListQuery after(Cursor cursor) {
        conditions.append(" and (t.last_message_at, t.id) < (").append(next(cursor.at().atOffset(ZoneOffset.UTC)))
                .append("::timestamptz, ").append(next(cursor.id())).append("::uuid)");
        return this;
    }

    String sql() {
        var page = " order by t.last_message_at desc, t.id desc limit " + (limit + 1);
        var select = "select " + ThreadRow.COLUMNS + ", t.inbound_count - coalesce(r.read_inbound, 0) as unread";
        var marks = " left join read_mark r on r.thread_id = t.id and r.user_name = $1";
        return switch (visibility) {
            case Visibility.Everything _ -> select + " from thread t" + marks + " where " + conditions + page;
            case Visibility.Only only -> "select t.* from unnest(" + next(only.asArray()) + "::text[]) mine(did)"
                    + " cross join lateral (" + select + " from thread t" + marks + " where t.did = mine.did and "
                    + conditions + page + ") t" + page;
        };
    }

    Tuple tuple() {
        return Tuple.from(parameters);
    }

    private ThreadListQuery and(String condition, Object value) {
        conditions.append(" and ").append(condition.replace("?", next(value)));
        return this;
    }

    private String next(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
