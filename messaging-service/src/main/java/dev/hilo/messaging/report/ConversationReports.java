package dev.hilo.messaging.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.number.Visibility;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Reads how conversations fared: texts from the hours that {@link TallyHours} counted, times from the replies and
 * resolutions themselves, so that each percentile is exact. All statements of a report see the same moment.
 */
@ApplicationScoped
class ConversationReports {

    /**
     * Room to hash a month in, which would go through files else; compiling costs more than it saves here; and a plan
     * that knows the borders reads what lies between them, however often it was asked for.
     */
    private static final String ONE_MOMENT = """
            set transaction isolation level repeatable read, read only;
            set local work_mem = '32MB';
            set local jit = off;
            set local plan_cache_mode = force_custom_plan
            """;

    /** The rows while they are put together. */
    private record Read(Figures total, Map<String, Figures> rows) {
    }

    private final Pool database;

    ConversationReports(Pool database) {
        this.database = database;
    }

    /**
     * @param hours which of them count when somebody waits for the first reply
     * @param visible whose numbers it is about
     */
    Uni<ConversationReport> of(Period period, Grouping grouping, WaitHours hours, Visibility visible) {
        var days = period.days();
        return database.withTransaction(transaction -> transaction.query(ONE_MOMENT).execute()
                .chain(() -> read(transaction, ReportStatements.of(grouping, hours, days.size()), period, grouping,
                        visible)))
                .map(read -> new ConversationReport(grouping.word(), hours.word(), period.from(), period.to(),
                        period.zone().getId(), read.total().row(),
                        inOrder(days, grouping, read.rows()).map(Figures::row).toList()));
    }

    private static Uni<Read> read(SqlConnection transaction, List<String> statements, Period period,
            Grouping grouping, Visibility visible) {
        var days = period.days();
        var read = new Read(new Figures("", false), new LinkedHashMap<>());
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var sql : statements) {
            all = all.chain(() -> transaction.preparedQuery(sql).execute(parameters(sql, period, visible))
                    .invoke(rows -> rows.forEach(row -> figures(read, row, grouping, days).take(row)))
                    .replaceWithVoid());
        }
        return all.replaceWith(read);
    }

    private static Tuple parameters(String sql, Period period, Visibility visible) {
        var parameters = Tuple.tuple().addOffsetDateTime(at(period.begins())).addOffsetDateTime(at(period.ends()))
                .addArrayOfString(switch (visible) {
                    case Visibility.Everything _ -> null;
                    case Visibility.Only only -> only.asArray();
                });
        return sql.contains("$4")
                ? parameters.addArrayOfOffsetDateTime(period.days().stream()
                        .map(day -> at(period.begins(day))).toArray(OffsetDateTime[]::new))
                : parameters;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Figures figures(Read read, Row row, Grouping grouping, List<LocalDate> days) {
        if (row.getBoolean("total")) {
            return read.total();
        }
        var key = row.getString("key");
        var name = grouping == Grouping.DAY ? days.get(Integer.parseInt(key) - 1).toString() : key;
        return read.rows().computeIfAbsent(name, _ -> new Figures(name, grouping == Grouping.AGENT));
    }

    /** Every day of the period; of others those that there is something to say of, the busiest first. */
    private static Stream<Figures> inOrder(List<LocalDate> days, Grouping grouping, Map<String, Figures> rows) {
        return grouping == Grouping.DAY
                ? days.stream().map(Object::toString).map(day -> rows.getOrDefault(day, new Figures(day, false)))
                : rows.values().stream()
                        .sorted(Comparator.comparingLong(Figures::weight).reversed().thenComparing(Figures::key));
    }
}
