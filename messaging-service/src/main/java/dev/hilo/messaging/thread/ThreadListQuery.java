package dev.hilo.messaging.thread;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.conversation.ThreadRow;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Tuple;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One page of the list as a statement. Paged by key, never by offset: page one thousand costs what page one costs.
 * For an agent each of their numbers gives its newest page, and the newest of these are the answer; so the index of
 * one number is walked, whatever other numbers hold. What somebody's hand picked (an assignee, a team, a label) is few,
 * and the database chooses how to find it.
 */
final class ThreadListQuery {

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

    private static final String SELECT = "select " + ThreadRow.COLUMNS
            + ", t.inbound_count - coalesce(r.read_inbound, 0) as unread";

    private final ThreadConditions conditions;
    private final ThreadScope scope;
    private final Visibility visible;
    private final ThreadFilter filter;
    private final int limit;

    ThreadListQuery(String user, Visibility visible, ThreadScope scope, ThreadFilter filter, int limit) {
        this.scope = scope;
        this.visible = scope.within(visible);
        this.filter = filter;
        this.limit = limit;
        conditions = new ThreadConditions(user).within(scope).and(switch (filter) {
            case ALL -> "t.state <> 'CLOSED'";
            case UNREAD -> "t.state <> 'CLOSED' and " + ThreadConditions.UNREAD;
            case UNANSWERED -> "t.state <> 'CLOSED' and t.unanswered";
            case MINE -> "t.state <> 'CLOSED' and t.assignee = $1";
            case UNASSIGNED -> "t.state <> 'CLOSED' and t.assignee is null";
            case CLOSED -> "t.state = 'CLOSED'";
            case SNOOZED -> "t.state = 'SNOOZED'";
        });
    }

    /** By part of the contact's number or name. */
    ThreadListQuery containing(String text) {
        var digits = text.replaceAll("\\D", "");
        if (digits.length() >= 3) {
            conditions.and("t.external like ?", "%" + digits + "%");
        } else {
            conditions.and("t.display_name ilike ?", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return this;
    }

    ThreadListQuery after(Cursor cursor) {
        var at = conditions.value(cursor.at().atOffset(ZoneOffset.UTC));
        var id = conditions.value(cursor.id());
        conditions.and("(t.last_message_at, t.id) < (" + at + "::timestamptz, " + id + "::uuid)");
        return this;
    }

    /** The statement; its values are in {@link #tuple}, which is asked for after it. */
    String sql() {
        if (filter == ThreadFilter.UNREAD) {
            return unread();
        }
        return switch (visible) {
            case Visibility.Only only when !scope.picks() && filter != ThreadFilter.MINE ->
                "select t.* from unnest(" + conditions.value(only.asArray()) + "::text[]) mine(did)"
                        + " cross join lateral (" + SELECT + " from thread t" + ThreadConditions.MARKS
                        + " where t.did = mine.did and " + conditions + page() + ") t" + page();
            case Visibility.Only only -> SELECT + " from thread t" + ThreadConditions.MARKS + " where "
                    + conditions.on(only) + page();
            case Visibility.Everything _ -> SELECT + " from thread t" + ThreadConditions.MARKS + " where " + conditions
                    + page();
        };
    }

    Tuple tuple() {
        return conditions.tuple();
    }

    /**
     * Who reads everything has nothing unread, and whoever walked the list to find that out would read it to its end.
     * So what is unread is found first, whole, in the narrow indexes that the counts use too and in their order, and only
     * the page is read.
     */
    private String unread() {
        return "with unread as materialized (select t.id, t.last_message_at from thread t" + ThreadConditions.MARKS
                + " where " + conditions.on(visible) + " order by t.id) " + SELECT
                + " from (select t.id from unread t" + page() + ") newest join thread t on t.id = newest.id"
                + ThreadConditions.MARKS + page();
    }

    private String page() {
        return " order by t.last_message_at desc, t.id desc limit " + (limit + 1);
    }
}
