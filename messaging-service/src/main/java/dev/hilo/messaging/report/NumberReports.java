package dev.hilo.messaging.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.OwnNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TallyHours} counted. */
@ApplicationScoped
class NumberReports {

    private static final String SUMS = """
            sum(sent + delivered + undelivered) as sent, sum(delivered) as delivered, sum(failed) as failed,
            sum(undelivered) as undelivered, sum(unconfirmed) as unconfirmed, sum(waiting) as waiting,
            sum(received) as received""";

    private static final String COUNTS = """
            select did, %s from number_hour where did = any($1) and hour >= $2 group by did
            """.formatted(SUMS);

    private static final String DAYS = """
            select (hour at time zone $3)::date as day, %s from number_hour where did = any($1) and hour >= $2
            group by 1
            """.formatted(SUMS);

    private static final String FAILURES = """
            select h.did, f.code, sum(f.count) as count,
                (array_agg(f.words order by h.hour desc) filter (where f.words is not null))[1] as words
            from number_hour h, jsonb_to_recordset(h.failures) as f(code text, words text, count bigint)
            where h.did = any($1) and h.hour >= $2 and h.failures is not null
            group by h.did, f.code order by h.did, count desc, f.code
            """;

    private static final String OPT_OUTS = """
            select did, count(distinct contact) as contacts from consent_entry
            where kind = 'OPT_OUT' and did = any($1) and at >= $2 group by did
            """;

    private static final String LATEST = "select * from number_latest where did = any($1)";

    private record Latest(@Nullable Instant inboundAt, @Nullable Instant outboundAt) {

        static final Latest NEVER = new Latest(null, null);
    }

    /** Everything that stands in a report, of all its numbers. */
    private record Read(Map<PhoneNumber, NumberReport.Counts> counts,
            Map<PhoneNumber, List<NumberReport.Failure>> failures, Map<PhoneNumber, Long> optOuts,
            Map<PhoneNumber, Latest> latest, Map<PhoneNumber, Silence> silences) {
    }

    private final Pool database;
    private final Silences silences;
    private final ReportConfig config;
    private final Clock clock;

    NumberReports(Pool database, Silences silences, ReportConfig config, Clock clock) {
        this.database = database;
        this.silences = silences;
        this.config = config;
        this.clock = clock;
    }

    /** In the order of the numbers. */
    Uni<List<NumberReport>> of(List<OwnNumber> some, int days) {
        return read(some, period(some, firstDay(days)))
                .map(read -> some.stream().map(number -> report(number.did(), read, null)).toList());
    }

    /** With its days. */
    Uni<NumberReport> of(OwnNumber number, int days) {
        var some = List.of(number);
        var first = firstDay(days);
        var period = period(some, first);
        return read(some, period)
                .chain(read -> days(period, first, days).map(list -> report(number.did(), read, list)));
    }

    private LocalDate firstDay(int days) {
        return clock.instant().atZone(config.zone()).toLocalDate().minusDays(days - 1L);
    }

    private Tuple period(Collection<OwnNumber> some, LocalDate first) {
        return Tuple.of(didsOf(some), first.atStartOfDay(config.zone()).toOffsetDateTime()
                .withOffsetSameInstant(ZoneOffset.UTC));
    }

    private Uni<Read> read(List<OwnNumber> some, Tuple period) {
        return counts(period).chain(counts -> failures(period).chain(failures -> optOuts(period)
                .chain(optOuts -> latest(some).chain(latest -> silences.among(some)
                        .map(silences -> new Read(counts, failures, optOuts, latest, silences))))));
    }

    private Uni<Map<PhoneNumber, NumberReport.Counts>> counts(Tuple period) {
        return database.preparedQuery(COUNTS).execute(period).map(rows -> {
            Map<PhoneNumber, NumberReport.Counts> counts = new HashMap<>();
            rows.forEach(row -> counts.put(didOf(row), new NumberReport.Counts(row.getLong("sent"),
                    row.getLong("delivered"), row.getLong("failed"), row.getLong("undelivered"),
                    row.getLong("unconfirmed"), row.getLong("waiting"), row.getLong("received"))));
            return counts;
        });
    }

    private Uni<Map<PhoneNumber, List<NumberReport.Failure>>> failures(Tuple period) {
        return database.preparedQuery(FAILURES).execute(period).map(rows -> {
            Map<PhoneNumber, List<NumberReport.Failure>> failures = new HashMap<>();
            rows.forEach(row -> failures.computeIfAbsent(didOf(row), _ -> new ArrayList<>())
                    .add(new NumberReport.Failure(row.getString("code"), row.getString("words"),
                            row.getLong("count"))));
            return failures;
        });
    }

    private Uni<Map<PhoneNumber, Long>> optOuts(Tuple period) {
        return database.preparedQuery(OPT_OUTS).execute(period).map(rows -> {
            Map<PhoneNumber, Long> optOuts = new HashMap<>();
            rows.forEach(row -> optOuts.put(didOf(row), row.getLong("contacts")));
            return optOuts;
        });
    }

    private Uni<Map<PhoneNumber, Latest>> latest(List<OwnNumber> some) {
        return database.preparedQuery(LATEST).execute(Tuple.of(didsOf(some))).map(rows -> {
            Map<PhoneNumber, Latest> latest = new HashMap<>();
            rows.forEach(row -> latest.put(didOf(row),
                    new Latest(instantOf(row, "inbound_at"), instantOf(row, "outbound_at"))));
            return latest;
        });
    }

    /** Every day of the period, those without a text too. */
    private Uni<List<NumberReport.Day>> days(Tuple period, LocalDate first, int days) {
        var parameters = Tuple.of(period.getValue(0), period.getValue(1), config.zone().getId());
        return database.preparedQuery(DAYS).execute(parameters).map(rows -> {
            Map<LocalDate, NumberReport.Day> counted = new HashMap<>();
            rows.forEach(row -> counted.put(row.getLocalDate("day"), new NumberReport.Day(row.getLocalDate("day"),
                    row.getLong("sent"), row.getLong("delivered"), row.getLong("failed"), row.getLong("received"))));
            return first.datesUntil(first.plusDays(days))
                    .map(day -> counted.getOrDefault(day, new NumberReport.Day(day, 0, 0, 0, 0))).toList();
        });
    }

    private NumberReport report(PhoneNumber did, Read read, @Nullable List<NumberReport.Day> days) {
        var counts = read.counts().getOrDefault(did, NumberReport.Counts.NONE);
        var latest = read.latest().getOrDefault(did, Latest.NEVER);
        return new NumberReport(did, counts.sent(), counts.delivered(), counts.failed(), counts.unconfirmed(),
                counts.waiting(), counts.received(), read.optOuts().getOrDefault(did, 0L),
                counts.receiptsRatio(config.ratioFrom()), read.failures().getOrDefault(did, List.of()),
                latest.inboundAt(), latest.outboundAt(), read.silences().get(did), days);
    }

    private static String[] didsOf(Collection<OwnNumber> some) {
        return some.stream().map(number -> number.did().value()).toArray(String[]::new);
    }

    private static PhoneNumber didOf(Row row) {
        return new PhoneNumber(row.getString("did"));
    }

    private static @Nullable Instant instantOf(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
