package dev.hilo.messaging.search;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

    static final int FIRST_LOOK = 2_000;
    static final int LONG_LOOK = 24_000;

    /**
     * @param places newest first
     * @param next where older ones are looked for; null when there are none. It can be there although the page is short:
     *        then nothing more was found within the time that a page may take
     */
    record Page(List<Place> places, @Nullable Place next) {
    }

    private final SqlConnection transaction;
    private final Scope scope;
    private final int limit;

    Newest(SqlConnection transaction, Scope scope, int limit) {
        this.transaction = transaction;
        this.scope = scope;
        this.limit = limit;
    }

    Uni<Page> find(@Nullable Place cursor) {
        return walk(cursor, FIRST_LOOK, limit + 1).chain(first -> {
            if (isDone(first, List.of())) {
                return Uni.createFrom().item(page(List.of(), first));
            }
            return rows().chain(rows -> switch (way(first, first.found().size(), rows)) {
                case NARROW -> index(scope.narrow(), first, first.found());
                case WIDE -> index(scope.wide(), first, first.found());
                case WALK -> goOn(first, rows);
            });
        });
    }

    private Uni<Page> goOn(Sample first, double rows) {
        var had = first.found();
        return walk(first.last(), LONG_LOOK, limit + 1 - had.size()).chain(second -> {
            if (isDone(second, had)) {
                return Uni.createFrom().item(page(had, second));
            }
            var found = concat(had, second.found());
            return switch (way(second, found.size(), rows)) {
                case NARROW -> index(scope.narrow(), second, found);
                case WIDE -> index(scope.wide(), second, found);
                case WALK -> Uni.createFrom().item(new Page(found, second.last()));
            };
        });
    }

    private Sample.Way way(Sample sample, int found, double rows) {
        return sample.way(limit + 1 - found, rows, !scope.narrow().isEmpty(),
                !scope.wide().isEmpty() && !scope.prefix().isEmpty());
    }

    private boolean isDone(Sample sample, List<Place> had) {
        return sample.isEverything() || had.size() + sample.found().size() > limit;
    }

    private Page page(List<Place> had, Sample sample) {
        return cut(concat(had, sample.found()));
    }

    private Page cut(List<Place> found) {
        return found.size() > limit
                ? new Page(found.subList(0, limit), found.get(limit - 1))
                : new Page(found, null);
    }

    private Uni<Page> index(String words, Sample looked, List<Place> had) {
        List<Object> parameters = new ArrayList<>();
        var sql = Search.TAG + "with found as materialized (select w.at, w.message_id, w.thread_id, w.did, w.words"
                + " from message_words w where w.words @@ " + tsquery(words, parameters)
                + range(looked.last(), parameters) + ") select w.at, w.message_id from found w where true"
                + conditions(parameters)
                + " order by w.at desc, w.message_id desc limit " + (limit + 1 - had.size());
        return transaction.preparedQuery(sql).execute(Tuple.from(parameters))
                .map(rows -> cut(concat(had, StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Place.of(row, "at", "message_id")).toList())));
    }

    private Uni<Sample> walk(@Nullable Place cursor, int looks, int wanted) {
        List<Object> parameters = new ArrayList<>();
        var sql = Search.TAG + "with walked as materialized (select w.at, w.message_id, w.thread_id, w.did, w.words"
                + " from message_words w where true" + range(cursor, parameters)
                + " order by w.at desc, w.message_id desc limit " + looks + ")"
                + ", counted as (select count(*) as looked, " + counted(scope.narrowly(), parameters) + " as narrow, "
                + counted(scope.widely(), parameters) + " as wide, " + counted(scope.prefix(), parameters)
                + " as prefix from walked w)"
                + ", last as (select w.at, w.message_id from walked w order by w.at, w.message_id limit 1)"
                + " select c.looked, c.narrow, c.wide, c.prefix, l.at as last_at, l.message_id as last_id, f.at,"
                + " f.message_id from counted c left join last l on true left join lateral ("
                + "select w.at, w.message_id from walked w where true" + conditions(parameters)
                + " order by w.at desc, w.message_id desc limit " + wanted
                + ") f on true order by f.at desc, f.message_id desc";
        return transaction.preparedQuery(sql).execute(Tuple.from(parameters))
                .map(rows -> sample(StreamSupport.stream(rows.spliterator(), false).toList(), looks));
    }

    private static Sample sample(List<Row> rows, int looks) {
        var first = rows.getFirst();
        var last = first.getUUID("last_id") == null ? null : Place.of(first, "last_at", "last_id");
        return new Sample(rows.stream().filter(row -> row.getUUID("message_id") != null)
                .map(row -> Place.of(row, "at", "message_id")).toList(), first.getLong("looked"), looks,
                first.getLong("narrow"), first.getLong("wide"), first.getLong("prefix"), last);
    }

    /** As the database last counted. */
    private Uni<Double> rows() {
        return transaction.query(Search.TAG + "select greatest(reltuples, 0)::float8 as rows from pg_class"
                + " where oid = 'message_words'::regclass").execute()
                .map(rows -> rows.iterator().next().getDouble("rows"));
    }

    private String range(@Nullable Place cursor, List<Object> parameters) {
        var sql = new StringBuilder();
        if (cursor != null) {
            sql.append(" and (w.at, w.message_id) < (").append(next(cursor.atAsParameter(), parameters))
                    .append("::timestamptz, ").append(next(cursor.id(), parameters)).append("::uuid)");
        }
        var before = scope.question().before();
        if (before != null) {
            sql.append(" and w.at < ").append(next(before.atOffset(ZoneOffset.UTC), parameters));
        }
        var after = scope.question().after();
        if (after != null) {
            sql.append(" and w.at >= ").append(next(after.atOffset(ZoneOffset.UTC), parameters));
        }
        return sql.toString();
    }

    private String conditions(List<Object> parameters) {
        var sql = new StringBuilder();
        if (!scope.all().isEmpty()) {
            sql.append(" and w.words @@ ").append(tsquery(scope.all(), parameters));
        }
        var dids = scope.dids();
        if (dids != null && scope.looksAtNumbers()) {
            sql.append(" and w.did = any(").append(next(dids.toArray(String[]::new), parameters)).append(')');
        }
        if (!scope.question().labels().isEmpty()) {
            sql.append(" and (select t.labels && ")
                    .append(next(scope.question().labels().toArray(String[]::new), parameters))
                    .append(" from thread t where t.id = w.thread_id)");
        }
        return sql.toString();
    }

    private static String counted(String words, List<Object> parameters) {
        return words.isEmpty() ? "0::bigint" : "count(*) filter (where w.words @@ " + tsquery(words, parameters) + ")";
    }

    private static String tsquery(String words, List<Object> parameters) {
        return next(words, parameters) + "::text::tsquery";
    }

    private static String next(Object value, List<Object> parameters) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static List<Place> concat(List<Place> first, List<Place> second) {
        List<Place> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
