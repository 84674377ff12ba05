package dev.hilo.messaging.report;

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
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Reads how conversations fared: texts from the hours that {@link TallyHours} counted, times from the replies and
 * resolutions themselves, so that each percentile is exact. All statements of a report see the same moment.
 */
@ApplicationScoped
class ConversationReports {

    /** Room to sort and hash a month in, which would go through files else; compiling costs more than it saves here. */
    private static final String ONE_MOMENT = """
            set transaction isolation level repeatable read, read only;
            set local work_mem = '32MB';
            set local jit = off
            """;

    private final Pool database;

    ConversationReports(Pool database) {
        this.database = database;
    }

    /** @param visible whose numbers it is about */
    Uni<ConversationReport> of(Period period, Grouping grouping, Visibility visible) {
        var whole = parameters(period, visible);
        var rows = grouping == Grouping.DAY ? parameters(period, visible).addString(period.zone().getId()) : whole;
        return database.withTransaction(transaction -> transaction.query(ONE_MOMENT).execute()
                .chain(() -> read(transaction, ReportStatements.total(), whole, null))
                .chain(total -> read(transaction, ReportStatements.by(grouping), rows, grouping)
                        .map(read -> report(period, grouping, total.getOrDefault("", new Figures("", false)), read))));
    }

    private static Tuple parameters(Period period, Visibility visible) {
        return Tuple.tuple().addOffsetDateTime(period.begins().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(period.ends().atOffset(ZoneOffset.UTC))
                .addArrayOfString(switch (visible) {
                    case Visibility.Everything _ -> null;
                    case Visibility.Only only -> only.asArray();
                });
    }

    private static Uni<Map<String, Figures>> read(SqlConnection transaction, List<String> statements,
            Tuple parameters, @Nullable Grouping grouping) {
        Map<String, Figures> read = new LinkedHashMap<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var sql : statements) {
            all = all.chain(() -> transaction.preparedQuery(sql).execute(parameters)
                    .invoke(rows -> rows.forEach(row -> read.computeIfAbsent(row.getString("key"),
                            key -> new Figures(key, grouping == Grouping.AGENT)).take(row)))
                    .replaceWithVoid());
        }
        return all.replaceWith(read);
    }

    private static ConversationReport report(Period period, Grouping grouping, Figures total,
            Map<String, Figures> read) {
        return new ConversationReport(grouping.word(), period.from(), period.to(), period.zone().getId(), total.row(),
                inOrder(period, grouping, read).map(Figures::row).toList());
    }

    /** Every day of the period; of others those that there is something to say of, the busiest first. */
    private static Stream<Figures> inOrder(Period period, Grouping grouping, Map<String, Figures> read) {
        return grouping == Grouping.DAY
                ? period.from().datesUntil(period.to().plusDays(1)).map(Object::toString)
                        .map(day -> read.getOrDefault(day, new Figures(day, false)))
                : read.values().stream()
                        .sorted(Comparator.comparingLong(Figures::weight).reversed().thenComparing(Figures::key));
    }
}
