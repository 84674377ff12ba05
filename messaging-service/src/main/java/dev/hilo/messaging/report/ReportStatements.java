package dev.hilo.messaging.report;

import java.util.List;

/**
 * What is asked for a report on conversations: statements whose columns are known to {@link Figures}. Each row has a
 * {@code key}, or is of the {@code total}; a day's key is its place in the period, 1 being the first. Parameters: the
 * first moment, the first after the last, the numbers or null for all of them, and where rows are days the moments at
 * which they begin.
 *
 * <p>Each table is walked once for rows and total together. What is counted is first parted by what no text, reply or
 * conversation has twice (for labels: the set of them that a conversation has), in hash tables; times are gathered by
 * part and sorted as bare numbers, which takes a fraction of sorting the rows by key.
 */
final class ReportStatements {

    private static final String TEXTS = """
            sum(x.received)::bigint as received, sum(x.sent + x.delivered + x.undelivered)::bigint as sent,
            sum(x.delivered)::bigint as delivered, sum(x.failed)::bigint as failed""";

    /** So many days fit into a number. */
    private static final int BITS = 63;

    private static final String TOTAL = "select null::text as key, true as total, ";

    /** The conversations that have labels now; those of others are the part without a key. */
    private static final String LABELLED = " left join (select id, labels from thread where labels <> '{}') l"
            + " on l.id = %s.thread_id";

    /** Of a part; the empty one of those without. */
    private static final String LABELS = "unnest(coalesce(part.key, array['']))";

    private final Grouping by;
    private final WaitHours hours;
    private final int days;

    private ReportStatements(Grouping by, WaitHours hours, int days) {
        this.by = by;
        this.hours = hours;
        this.days = days;
    }

    /** @param days that the period has */
    static List<String> of(Grouping by, WaitHours hours, int days) {
        return new ReportStatements(by, hours, days).all();
    }

    private List<String> all() {
        var replies = times("reply", "replies", "first_reply", hours.column(), "replied_at", "author");
        var resolutions = times("resolution", "resolved", "resolution", "seconds", "closed_at", "by");
        return switch (by) {
            case DAY, NUMBER -> List.of(texts(), failures(), conversations(), replies, resolutions, optOuts(),
                    allOptOuts());
            case AGENT -> List.of(allTexts(), allFailures(), textsOfAgents(), failuresBelow("agent_hour"),
                    allConversations(), conversationsOfAgents(), replies, resolutions, allOptOuts());
            case LABEL -> List.of(allTexts(), allFailures(), textsOfLabels(), failuresBelow("conversation_hour"),
                    replies, resolutions, optOuts(), allOptOuts());
        };
    }

    private String texts() {
        return "select key::text, grouping(key) = 1 as total, " + TEXTS + " from (select " + key("hour", "")
                + " as key, x.* from number_hour x" + within("hour")
                + ") x group by grouping sets ((key), ()) having count(*) > 0";
    }

    private static String allTexts() {
        return TOTAL + TEXTS + " from number_hour x" + within("hour") + " having count(*) > 0";
    }

    private static String textsOfAgents() {
        return "select x.author as key, false as total, sum(x.sent)::bigint as sent,"
                + " sum(x.delivered)::bigint as delivered, sum(x.failed)::bigint as failed from agent_hour x"
                + within("hour") + " group by x.author";
    }

    /** A conversation's hours are added up first, and its labels' before they multiply them. */
    private static String textsOfLabels() {
        return """
                with whole as (
                    select x.thread_id, sum(x.received) as received, sum(x.sent) as sent, sum(x.delivered) as delivered,
                        sum(x.failed) as failed
                    from conversation_hour x %s group by 1
                ), part as materialized (
                    select l.labels as key, count(*) as conversations, sum(w.received) as received, sum(w.sent) as sent,
                        sum(w.delivered) as delivered, sum(w.failed) as failed
                    from whole w %s group by 1
                )
                select l.label as key, false as total, sum(conversations)::bigint as conversations,
                    sum(received)::bigint as received, sum(sent)::bigint as sent, sum(delivered)::bigint as delivered,
                    sum(failed)::bigint as failed
                from part cross join lateral %s l(label) group by 1
                union all
                select null, true, sum(conversations)::bigint, null, null, null, null from part having count(*) > 0
                """.formatted(within("hour"), LABELLED.formatted("w"), LABELS);
    }

    private String failures() {
        return "select key::text, grouping(key) = 1 as total, f.code as code, sum(f.count)::bigint as count from (select "
                + key("hour", "") + " as key, x.failures from number_hour x" + within("hour")
                + " and x.failures is not null) x, jsonb_to_recordset(x.failures) as f(code text, count bigint)"
                + " group by grouping sets ((key, f.code), (f.code))";
    }

    private static String allFailures() {
        return TOTAL + "f.code as code, sum(f.count)::bigint as count from number_hour x,"
                + " jsonb_to_recordset(x.failures) as f(code text, count bigint)" + within("hour")
                + " and x.failures is not null group by f.code";
    }

    private String failuresBelow(String table) {
        return "select " + key("hour", "author")
                + " as key, false as total, f.code as code, sum(f.count)::bigint as count"
                + " from " + table + " x" + labels() + ", jsonb_to_recordset(x.failures) as f(code text, count bigint)"
                + within("hour") + " and x.failures is not null group by 1, 3";
    }

    /** A conversation counts once in each row, and once in the total. */
    private String conversations() {
        return switch (by) {
            case DAY -> days <= BITS ? conversationsOfBits() : conversationsOfDays();
            case NUMBER, AGENT, LABEL -> "select key, grouping(key) = 1 as total, count(*) as conversations from ("
                    + "select x.did as key, x.thread_id from conversation_hour x" + within("hour")
                    + " group by 1, 2) x group by grouping sets ((key), ()) having count(*) > 0";
        };
    }

    /** The days of each conversation are bits of a number, so each is told apart once, not once a day. */
    private String conversationsOfBits() {
        return """
                with part as materialized (
                    select days, count(*) as threads
                    from (select x.thread_id, bit_or(1::bigint << (%s - 1)) as days from conversation_hour x %s group by 1) t
                    group by 1
                )
                select d::text as key, false as total, sum(threads)::bigint as conversations
                from part, generate_series(1, %d) d where (days >> (d - 1)) & 1 = 1 group by d
                union all
                select null, true, sum(threads)::bigint from part having count(*) > 0
                """.formatted(key("hour", ""), within("hour"), days);
    }

    private String conversationsOfDays() {
        return "select key::text, key is null as total, count(*) as conversations from (select key, thread_id from (select "
                + key("hour", "") + " as key, x.thread_id from conversation_hour x" + within("hour")
                + ") x group by grouping sets ((key, thread_id), (thread_id))) x group by key";
    }

    private static String allConversations() {
        return TOTAL + "count(*) as conversations from (select x.thread_id from conversation_hour x" + within("hour")
                + " group by 1) x having count(*) > 0";
    }

    private static String conversationsOfAgents() {
        return "select key, false as total, count(*) as conversations from (select key, thread_id from ("
                + "select unnest(x.authors) as key, x.thread_id from conversation_hour x" + within("hour")
                + " and x.authors is not null) x group by 1, 2) x group by key";
    }

    private String times(String table, String count, String times, String seconds, String ended, String author) {
        var part = """
                with part as materialized (
                    select %s as key, count(*) as parts, array_agg(x.%s) as times from %s x%s%s group by 1
                )
                """.formatted(by == Grouping.LABEL ? "l.labels" : key(ended, author), seconds, table,
                by == Grouping.LABEL ? LABELLED.formatted("x") : "", within(ended));
        var rows = by == Grouping.LABEL ? """
                select l.label as key, false as total, sum(part.parts)::bigint as %s,
                    (select %s from (select unnest(p.times) as time from part p where l.label = any(p.key)
                        or l.label = '' and p.key is null) s) as %s
                from part cross join lateral %s l(label) group by l.label
                """.formatted(count, percentiles(), times, LABELS) : """
                select key::text, false as total, parts as %s,
                    (select %s from (select unnest(part.times) as time) s) as %s
                from part
                """.formatted(count, percentiles(), times);
        return part + rows + """
                union all
                select null, true, sum(parts)::bigint,
                    (select %s from (select unnest(p.times) as time from part p) s)
                from part having count(*) > 0
                """.formatted(percentiles());
    }

    private static String percentiles() {
        return "percentile_cont(array[0.5, 0.9]) within group (order by time)";
    }

    private String optOuts() {
        return "select " + key("at", "actor") + "::text as key, false as total, count(distinct x.contact) as opt_outs"
                + " from consent_entry x" + labels() + within("at") + " and x.kind = 'OPT_OUT' group by 1";
    }

    private static String allOptOuts() {
        return TOTAL + "count(distinct x.contact) as opt_outs from consent_entry x" + within("at")
                + " and x.kind = 'OPT_OUT' having count(*) > 0";
    }

    private String key(String time, String author) {
        return switch (by) {
            case DAY -> "width_bucket(x." + time + ", $4::timestamptz[])";
            case NUMBER -> "x.did";
            case AGENT -> "x." + author;
            case LABEL -> "coalesce(l.label, '')";
        };
    }

    /** The labels that a conversation has now. */
    private String labels() {
        return by == Grouping.LABEL
                ? " join thread t on t.id = x.thread_id left join lateral unnest(t.labels) l(label) on true"
                : "";
    }

    private static String within(String time) {
        return " where x.%1$s >= $1 and x.%1$s < $2 and ($3::text[] is null or x.did = any($3))".formatted(time);
    }
}
