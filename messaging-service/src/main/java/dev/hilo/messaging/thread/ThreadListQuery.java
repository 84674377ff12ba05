package dev.hilo.messaging.thread;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

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
 * For an agent each of their numbers gives its first page, and the first of these are the answer; so the index of
 * one number is walked, whatever other numbers hold. What somebody's hand picked (an assignee, a team, a label) is few,
 * and the database chooses how to find it. Where those who wait come first, they and the others are walked each in an
 * index of their own.
 */
final class ThreadListQuery {

    /**
     * Where the next page begins.
     *
     * @param waiting whether the page before it ended with somebody who waits, in the order of waiting
     * @param at since when they wait, or the last activity
     */
    record Cursor(boolean waiting, Instant at, UUID id) {

        private static final String WAITING = "w|";

        static Cursor of(String text) {
            try {
                var plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
                var waiting = plain.startsWith(WAITING);
                var parts = (waiting ? plain.substring(WAITING.length()) : plain).split("\\|", 2);
                return new Cursor(waiting, Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (RuntimeException unreadable) {
                throw notOfThisList();
            }
        }

        String text() {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(((waiting ? WAITING : "") + at + "|" + id).getBytes(UTF_8));
        }

        private static ProblemException notOfThisList() {
            return ProblemException.at(CommonProblem.INVALID_REQUEST, "cursor", "not a cursor of this list");
        }
    }

    /** A part of the list that stands in one order. */
    private enum Stretch {
        WHOLE("true", "t.last_message_at desc, t.id desc"), WAITING("t.unanswered",
                SINCE + ", t.id"), ANSWERED("not t.unanswered", "t.last_message_at desc, t.id desc");

        final String condition;
        final String order;

        Stretch(String condition, String order) {
            this.condition = condition;
            this.order = order;
        }
    }

    /** Since when a contact waits; {@link #since} says the same of what was read. */
    private static final String SINCE = "coalesce(t.waiting_since, t.last_message_at)";

    private static final String SELECT = "select " + ThreadRow.COLUMNS
            + ", t.inbound_count - coalesce(r.read_inbound, 0) as unread";

    /** Of two stretches, each in its order, one list. */
    private static final String WAITING_FIRST = " order by t.unanswered desc, case when t.unanswered then " + SINCE
            + " end, case when t.unanswered then t.id end, t.last_message_at desc, t.id desc";

    private final ThreadConditions conditions;
    private final ThreadScope scope;
    private final Visibility visible;
    private final ThreadFilter filter;
    private final ThreadOrder order;
    private final int limit;
    private @Nullable Cursor after;

    ThreadListQuery(String user, Visibility visible, ThreadScope scope, ThreadFilter filter, ThreadOrder order,
            int limit) {
        this.scope = scope;
        this.visible = scope.within(visible);
        this.filter = filter;
        this.order = filter == ThreadFilter.CLOSED ? ThreadOrder.ACTIVITY : order;
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

    /** @throws ProblemException invalid-request, when no page of such a list ends there */
    ThreadListQuery after(Cursor cursor) {
        if (cursor.waiting() ? order == ThreadOrder.ACTIVITY : onlyWaiting()) {
            throw Cursor.notOfThisList();
        }
        after = cursor;
        return this;
    }

    /** Where the page after the one that ends with this thread begins. */
    Cursor next(ThreadView last) {
        var waiting = order == ThreadOrder.WAITING && last.unanswered();
        return new Cursor(waiting, waiting ? since(last) : last.lastMessageAt(), last.id().value());
    }

    /** The statement; its values are in {@link #tuple}, which is asked for after it. */
    String sql() {
        var stretches = stretches().stream().map(stretch()).toList();
        var list = stretches.size() == 1
                ? stretches.getFirst()
                : "select t.* from ((" + String.join(") union all (", stretches) + ")) t" + WAITING_FIRST + limited();
        return filter == ThreadFilter.UNREAD ? unread() + list : list;
    }

    Tuple tuple() {
        return conditions.tuple();
    }

    private List<Stretch> stretches() {
        if (order == ThreadOrder.ACTIVITY) {
            return List.of(Stretch.WHOLE);
        }
        if (onlyWaiting()) {
            return List.of(Stretch.WAITING);
        }
        return after == null || after.waiting()
                ? List.of(Stretch.WAITING, Stretch.ANSWERED)
                : List.of(Stretch.ANSWERED);
    }

    private boolean onlyWaiting() {
        return order == ThreadOrder.WAITING && filter == ThreadFilter.UNANSWERED;
    }

    /** How the page of a stretch is read. */
    private Function<Stretch, String> stretch() {
        var place = place();
        if (filter == ThreadFilter.UNREAD) {
            return stretch -> SELECT + " from (select t.id from " + unreadOf(stretch) + " and " + place.apply(stretch)
                    + page(stretch) + ") found join thread t on t.id = found.id" + ThreadConditions.MARKS
                    + page(stretch);
        }
        var from = SELECT + " from thread t" + ThreadConditions.MARKS + " where ";
        return switch (visible) {
            case Visibility.Only only when !scope.picks() && filter != ThreadFilter.MINE -> {
                var dids = conditions.value(only.asArray());
                yield stretch -> "select t.* from unnest(" + dids + "::text[]) mine(did) cross join lateral (" + from
                        + "t.did = mine.did and " + conditions + " and " + place.apply(stretch) + page(stretch) + ") t"
                        + page(stretch);
            }
            case Visibility.Only _,Visibility.Everything _ -> {
                var theirs = conditions.on(visible).toString();
                yield stretch -> from + theirs + " and " + place.apply(stretch) + page(stretch);
            }
        };
    }

    /** Which of a stretch are not on the pages before. */
    private Function<Stretch, String> place() {
        if (after == null) {
            return stretch -> stretch.condition;
        }
        var at = conditions.value(after.at().atOffset(ZoneOffset.UTC));
        var id = conditions.value(after.id());
        var key = " (" + at + "::timestamptz, " + id + "::uuid)";
        var ended = after.waiting() ? Stretch.WAITING : order == ThreadOrder.WAITING ? Stretch.ANSWERED : Stretch.WHOLE;
        return stretch -> stretch.condition + (stretch != ended
                ? ""
                : stretch == Stretch.WAITING
                        ? " and (" + SINCE + ", t.id) >" + key
                        : " and (t.last_message_at, t.id) <" + key);
    }

    /**
     * Who reads everything has nothing unread, and whoever walked the list to find that out would read it to its end.
     * So what is unread is found first, whole, in the narrow indexes that the counts use too and in their order, and only
     * the page is read.
     */
    private String unread() {
        return "with unread as materialized (select t.id, t.last_message_at, t.unanswered from thread t"
                + ThreadConditions.MARKS + " where " + conditions.on(visible) + " order by t.id) ";
    }

    /**
     * Since when somebody waits is not in those indexes. Of the unread they are few, and each is looked up: without the
     * offset the database, which takes them for many, reads the whole table.
     */
    private static String unreadOf(Stretch stretch) {
        return stretch == Stretch.WAITING
                ? "unread u cross join lateral (select t.id, t.unanswered, t.waiting_since, t.last_message_at"
                        + " from thread t where t.id = u.id offset 0) t where u.unanswered"
                : "unread t where true";
    }

    private String page(Stretch stretch) {
        return " order by " + stretch.order + limited();
    }

    private String limited() {
        return " limit " + (limit + 1);
    }

    private static Instant since(ThreadView thread) {
        return Objects.requireNonNullElse(thread.waitingSince(), thread.lastMessageAt());
    }
}
