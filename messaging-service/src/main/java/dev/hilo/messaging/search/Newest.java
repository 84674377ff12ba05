package dev.hilo.messaging.search;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The newest texts that answer a question, by the cheaper of two ways: looking at the newest texts one after the other
 * finds what is frequent at once, the index finds what is rare. Which it is, the first look tells.
 */
final class Newest {

    /**
     * @param places newest first
     * @param next where older ones are looked for; null when there are none. It can be there although the page is short:
     *        then nothing more was found within the time that a page may take
     */
    record Page(List<Place> places, @Nullable Place next) {
    }

    /** The table as the database last counted it. */
    private record Table(double rows, @Nullable Instant oldest) {
    }

    /** What the index has for a span of time. */
    private record Reading(List<Place> found, long read) {
    }

    private final SqlConnection transaction;
    private final Scope scope;
    private final int limit;
    private final Limits limits;

    Newest(SqlConnection transaction, Scope scope, int limit) {
        this(transaction, scope, limit, Limits.USUAL);
    }

    Newest(SqlConnection transaction, Scope scope, int limit, Limits limits) {
        this.transaction = transaction;
        this.scope = scope;
        this.limit = limit;
        this.limits = limits;
    }

    Uni<Page> find(@Nullable Place cursor) {
        return walk(cursor, limits.firstLook(), limit + 1).chain(first -> isDone(first)
                ? Uni.createFrom().item(cut(first.found()))
                : table().chain(table -> goOn(first, table)));
    }

    private Uni<Page> goOn(Sample sample, Table table) {
        return switch (way(sample, table)) {
            case NARROW -> index(scope.narrow(), sample, sample.narrow(), table);
            case WIDE -> index(scope.wide(), sample, sample.wide(), table);
            case WALK -> sample.looked() >= limits.mostLooks()
                    ? Uni.createFrom().item(new Page(sample.found(), sample.last()))
                    : walkOn(sample, table);
        };
    }

    private Sample.Way way(Sample sample, Table table) {
        return sample.way(missing(sample.found()), table.rows(), limits, !scope.narrow().isEmpty(),
                !scope.wide().isEmpty() && !scope.prefix().isEmpty());
    }

    private Uni<Page> walkOn(Sample sample, Table table) {
        var looks = sample.looksFor(missing(sample.found()), limits);
        return walk(sample.last(), looks, missing(sample.found())).map(sample::and)
                .chain(both -> isDone(both) ? Uni.createFrom().item(cut(both.found())) : goOn(both, table));
    }

    private boolean isDone(Sample sample) {
        return sample.isEverything() || missing(sample.found()) <= 0;
    }

    /** One more than fits on the page tells that there is another. */
    private int missing(List<Place> found) {
        return limit + 1 - found.size();
    }

    private Page cut(List<Place> found) {
        return found.size() > limit
                ? new Page(found.subList(0, limit), found.get(limit - 1))
                : new Page(found, null);
    }

    /** @param candidates how many of the looked at the index has for these words */
    private Uni<Page> index(String words, Sample sample, long candidates, Table table) {
        var last = sample.last();
        if (last == null) {
            throw new IllegalStateException("nothing was looked at");
        }
        var budget = sample.budget(missing(sample.found()), candidates, limits);
        return index(words, Window.before(last, sample, candidates, budget, table.rows(), oldest(table)),
                sample.found());
    }

    private @Nullable Instant oldest(Table table) {
        var after = scope.question().after();
        var oldest = table.oldest();
        return oldest == null || (after != null && after.isAfter(oldest)) ? after : oldest;
    }

    private Uni<Page> index(String words, Window window, List<Place> had) {
        return read(words, window, missing(had)).chain(reading -> {
            var found = concat(had, reading.found());
            var from = window.from();
            if (missing(found) <= 0 || from == null) {
                return Uni.createFrom().item(cut(found));
            }
            var older = window.older(reading.read(), limits);
            return older == null
                    ? Uni.createFrom().item(new Page(found, Place.before(from)))
                    : index(words, older, found);
        });
    }

    private Uni<Reading> read(String words, Window window, int wanted) {
        List<Object> parameters = new ArrayList<>();
        var from = window.from();
        var sql = Search.TAG + "with found as materialized (select w.at, w.message_id, w.thread_id, w.did, w.words"
                + " from message_words w where w.words @@ " + tsquery(words, parameters)
                + range(window.to(), parameters)
                + (from == null ? "" : " and w.at >= " + next(utc(from), parameters))
                + ") select c.read, f.at, f.message_id from (select count(*) as read from found) c left join lateral ("
                + "select w.at, w.message_id from found w where " + conditions(parameters)
                + " order by w.at desc, w.message_id desc limit " + next((long) wanted, parameters)
                + ") f on true order by f.at desc, f.message_id desc";
        return transaction.preparedQuery(sql).execute(Tuple.from(parameters)).map(rows -> new Reading(places(rows),
                rows.iterator().next().getLong("read")));
    }

    /** Each text is held against the words once; what is kept of it are its place and the answers. */
    private Uni<Sample> walk(@Nullable Place cursor, int looks, int wanted) {
        List<Object> parameters = new ArrayList<>();
        var sql = Search.TAG + "with walked as materialized (select w.at, w.message_id, " + conditions(parameters)
                + " as hit, " + has(scope.narrow(), parameters) + " as narrow, "
                + has(scope.wide(), parameters) + " as wide, " + has(scope.prefix(), parameters) + " as prefix"
                + " from message_words w where true" + range(cursor, parameters)
                + " order by w.at desc, w.message_id desc limit " + next((long) looks, parameters) + ")"
                + ", counted as (select count(*) as looked, count(*) filter (where narrow) as narrow,"
                + " count(*) filter (where wide) as wide, count(*) filter (where prefix) as prefix,"
                + " max(at) as newest from walked)"
                + ", last as (select at, message_id from walked order by at, message_id limit 1)"
                + " select c.*, l.at as last_at, l.message_id as last_id, f.at, f.message_id"
                + " from counted c left join last l on true left join lateral ("
                + "select at, message_id from walked where hit order by at desc, message_id desc limit "
                + next((long) wanted, parameters)
                + ") f on true order by f.at desc, f.message_id desc";
        return transaction.preparedQuery(sql).execute(Tuple.from(parameters)).map(rows -> sample(rows, looks));
    }

    private static Sample sample(Iterable<Row> rows, int looks) {
        var first = rows.iterator().next();
        var last = first.getUUID("last_id") == null ? null : Place.of(first, "last_at", "last_id");
        var spread = last == null
                ? Duration.ZERO
                : Duration.between(last.at(), first.getOffsetDateTime("newest").toInstant());
        return new Sample(places(rows), first.getLong("looked"), looks, first.getLong("narrow"),
                first.getLong("wide"), first.getLong("prefix"), spread, last);
    }

    private static List<Place> places(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).filter(row -> row.getUUID("message_id") != null)
                .map(row -> Place.of(row, "at", "message_id")).toList();
    }

    private Uni<Table> table() {
        return transaction.query(Search.TAG + "select greatest(reltuples, 0)::float8 as rows,"
                + " (select min(at) from message_words) as oldest from pg_class"
                + " where oid = 'message_words'::regclass").execute()
                .map(rows -> {
                    var row = rows.iterator().next();
                    var oldest = row.getOffsetDateTime("oldest");
                    return new Table(row.getDouble("rows"), oldest == null ? null : oldest.toInstant());
                });
    }

    private String range(@Nullable Place cursor, List<Object> parameters) {
        var sql = new StringBuilder();
        if (cursor != null) {
            sql.append(" and (w.at, w.message_id) < (").append(next(cursor.atAsParameter(), parameters))
                    .append("::timestamptz, ").append(next(cursor.id(), parameters)).append("::uuid)");
        }
        var before = scope.question().before();
        if (before != null) {
            sql.append(" and w.at < ").append(next(utc(before), parameters));
        }
        var after = scope.question().after();
        if (after != null) {
            sql.append(" and w.at >= ").append(next(utc(after), parameters));
        }
        return sql.toString();
    }

    private String conditions(List<Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (!scope.all().isEmpty()) {
            conditions.add(has(scope.all(), parameters));
        }
        var dids = scope.dids();
        if (dids != null && scope.looksAtNumbers()) {
            conditions.add("w.did = any(" + next(dids.toArray(String[]::new), parameters) + ")");
        }
        var labels = scope.question().labels();
        if (!labels.isEmpty()) {
            conditions.add("(select t.labels && " + next(labels.toArray(String[]::new), parameters)
                    + " from thread t where t.id = w.thread_id)");
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static String has(String words, List<Object> parameters) {
        return words.isEmpty() ? "false" : "w.words @@ " + tsquery(words, parameters);
    }

    private static String tsquery(String words, List<Object> parameters) {
        return next(words, parameters) + "::text::tsquery";
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static String next(Object value, List<Object> parameters) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static List<Place> concat(List<Place> first, List<Place> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
