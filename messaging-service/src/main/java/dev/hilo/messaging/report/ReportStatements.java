package dev.hilo.messaging.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for a report on conversations: statements whose columns are known to {@link Figures}, each with a {@code
 * key}. Parameters: the first moment, the first after the last, the numbers or null for all of them, and the zone where
 * rows are days.
 */
final class ReportStatements {

    /** Rows are what {@code by} says; null for the total. */
    private final @Nullable Grouping by;

    private ReportStatements(@Nullable Grouping by) {
        this.by = by;
    }

    static List<String> total() {
        return new ReportStatements(null).all();
    }

    static List<String> by(Grouping grouping) {
        return new ReportStatements(grouping).all();
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(List.of(texts(), failures(), replies(), resolutions()));
        if (by != Grouping.LABEL) {
            all.add(conversations());
        }
        if (by != Grouping.AGENT) {
            all.add(optOuts());
        }
        return all;
    }

    private String texts() {
        return switch (by) {
            case AGENT -> "select x.author as key, sum(x.sent)::bigint as sent, sum(x.delivered)::bigint as delivered,"
                    + " sum(x.failed)::bigint as failed from agent_hour x" + within("hour") + " group by 1";
            // A conversation's hours are added up before its labels multiply them.
            case LABEL -> """
                    select coalesce(l.label, '') as key, sum(x.received)::bigint as received, sum(x.sent)::bigint as sent,
                        sum(x.delivered)::bigint as delivered, sum(x.failed)::bigint as failed,
                        count(*) as conversations
                    from (select x.thread_id, sum(x.received) as received, sum(x.sent) as sent,
                            sum(x.delivered) as delivered, sum(x.failed) as failed
                        from conversation_hour x %s group by 1) x %s group by 1
                    """.formatted(within("hour"), labels());
            case null, default -> "select " + key("hour", "author") + "::text as key, sum(x.received) as received,"
                    + " sum(x.sent + x.delivered + x.undelivered) as sent, sum(x.delivered) as delivered,"
                    + " sum(x.failed) as failed from number_hour x" + within("hour") + grouped("hour", "author");
        };
    }

    private String failures() {
        var table = switch (by) {
            case AGENT -> "agent_hour";
            case LABEL -> "conversation_hour";
            case null, default -> "number_hour";
        };
        return "select " + key("hour", "author") + "::text as key, f.code as code, sum(f.count)::bigint as count from "
                + table + " x" + labels() + ", jsonb_to_recordset(x.failures) as f(code text, count bigint)"
                + within("hour") + " and x.failures is not null group by f.code"
                + (by == null ? "" : ", " + key("hour", "author"));
    }

    private String conversations() {
        var key = by == Grouping.AGENT ? "a.author" : key("hour", "author");
        return "select key::text as key, count(*) as conversations from (select distinct " + key
                + " as key, x.thread_id from conversation_hour x"
                + (by == Grouping.AGENT ? " cross join unnest(x.authors) a(author)" : "") + within("hour")
                + ") y group by key";
    }

    private String replies() {
        return times("reply", "replies", "first_reply", "replied_at", "author");
    }

    private String resolutions() {
        return times("resolution", "resolved", "resolution", "closed_at", "by");
    }

    private String times(String table, String count, String times, String ended, String author) {
        return "select " + key(ended, author) + "::text as key, count(*) as " + count
                + ", percentile_cont(array[0.5, 0.9]) within group (order by x.seconds) as " + times + " from " + table
                + " x" + labels() + within(ended) + grouped(ended, author);
    }

    private String optOuts() {
        return "select " + key("at", "actor") + "::text as key, count(distinct x.contact) as opt_outs"
                + " from consent_entry x" + labels() + within("at") + " and x.kind = 'OPT_OUT'"
                + grouped("at", "actor");
    }

    private String key(String time, String author) {
        return switch (by) {
            case DAY -> "(x." + time + " at time zone $4)::date";
            case NUMBER -> "x.did";
            case AGENT -> "coalesce(x." + author + ", '')";
            case LABEL -> "coalesce(l.label, '')";
            case null -> "''";
        };
    }

    private String grouped(String time, String author) {
        return by == null ? " group by () having count(*) > 0" : " group by " + key(time, author);
    }

    /** The labels that a conversation has now. */
    private String labels() {
        return by == Grouping.LABEL
                ? " join thread t on t.id = x.thread_id left join lateral unnest(t.labels) l(label) on true"
                : "";
    }

    private static String within(String time) {
        return " where x." + time + " >= $1 and x." + time + " < $2 and ($3::text[] is null or x.did = any($3))";
    }
}
