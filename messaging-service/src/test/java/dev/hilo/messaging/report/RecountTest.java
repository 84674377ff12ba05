package dev.hilo.messaging.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.receipt.Trail;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Whatever happened, and whatever changed since: a report says what anybody finds who counts the texts, replies and
 * resolutions themselves, one by one. The days hold a change to summer time.
 */
@WholeService
class RecountTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LocalDate FIRST = LocalDate.parse("2026-03-04");
    private static final LocalDate LAST = LocalDate.parse("2026-03-11");
    private static final List<String> LABELS = List.of("billing", "vip", "late", "spam");
    private static final List<String> US = List.of("ana", "leo", "hilo");

    private final List<PhoneNumber> numbers = new ArrayList<>();
    private final List<UUID> threads = new ArrayList<>();
    private final Map<UUID, PhoneNumber> numberOf = new HashMap<>();

    @Inject
    TallyHours tallyHours;

    @Inject
    ConversationReports reports;

    @ParameterizedTest
    @CsvSource({"1, America/New_York", "2, UTC", "3, Asia/Tokyo"})
    void whatIsToldIsWhatIsThere(long seed, String zone) {
        var random = new Random(seed);
        numbers.addAll(List.of(aNumberOf("support"), aNumberOf("support"), aNumberOf("sales")));
        for (var thread = 0; thread < 25; thread++) {
            threads.add(thread(random));
        }
        for (var round = 0; round < 3; round++) {
            happens(random, 150);
            tallyHours.tally().await().atMost(PATIENCE);
            // Those that the service's own round is at right now it leaves out.
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(Rows.count("select count(*) from number_hour_due")).isZero());
            for (var grouping : Grouping.values()) {
                for (var hours : WaitHours.values()) {
                    isCountedRight(grouping, hours, zone, numbers);
                }
                isCountedRight(grouping, WaitHours.ALL, zone, numbers.subList(0, 1));
            }
            isCountedRight(Grouping.DAY, WaitHours.ALL, period(FIRST.minusDays(63), zone), numbers);
        }
    }

    private void happens(Random random, int times) {
        for (var time = 0; time < times; time++) {
            var thread = one(threads, random);
            switch (random.nextInt(12)) {
                case 0 -> reply(thread, random);
                case 1 -> resolution(thread, random);
                case 2 -> Rows.of("update thread set labels = $2 where id = $1", thread, labels(random));
                case 3 -> Rows.of("""
                        update message set status = 'DELIVERED', error_code = null, updated_at = now()
                        where thread_id = $1 and direction = 'OUTBOUND' and status <> 'DELIVERED'
                        """, thread);
                case 4 -> Rows.of("""
                        insert into consent_entry (id, contact, did, thread_id, kind, channel, at)
                        values (gen_random_uuid(), $1, $2, $3, 'OPT_OUT', 'keyword', $4)
                        """, aContact().value(), did(thread), thread, at(random));
                default -> text(thread, random);
            }
        }
    }

    private static Period period(LocalDate first, String zone) {
        return Period.of(first.toString(), LAST.toString(), zone, ZoneOffset.UTC, Instant.EPOCH);
    }

    private void isCountedRight(Grouping grouping, WaitHours hours, String zone, List<PhoneNumber> some) {
        isCountedRight(grouping, hours, period(FIRST, zone), some);
    }

    private void isCountedRight(Grouping grouping, WaitHours hours, Period period, List<PhoneNumber> some) {
        var report = reports.of(period, grouping, hours, new Visibility.Only(Set.copyOf(some))).await()
                .atMost(PATIENCE);
        var recounted = recount(period, grouping, hours, some);
        assertThat(report.rows()).extracting(ConversationReport.Row::key).as("rows by %s", grouping)
                .containsAll(recounted.keySet());
        for (var row : report.rows()) {
            same(row, recounted.getOrDefault(row.key(), Map.of()), grouping + " " + hours + " " + row.key());
        }
        same(report.total(), recount(period, null, hours, some).getOrDefault("", Map.of()), "total of " + grouping);
    }

    private static void same(ConversationReport.Row row, Map<String, Object> recounted, String what) {
        Map<String, Object> told = new HashMap<>();
        if (row.received() != null) {
            told.put("received", row.received());
            told.put("opt_outs", Objects.requireNonNull(row.optOuts()));
        }
        told.put("sent", row.sent());
        told.put("delivered", row.delivered());
        told.put("failed", row.failed());
        told.put("conversations", row.conversations());
        told.put("replies", row.replies());
        told.put("resolved", row.resolved());
        row.failures().forEach(failure -> told.put("failure " + failure.code(), failure.count()));
        told.forEach((name, value) -> assertThat(value).as("%s of %s", name, what)
                .isEqualTo(recounted.getOrDefault(name, 0L)));
        assertThat(told.keySet().stream().filter(name -> name.startsWith("failure "))).as("failures of %s", what)
                .containsExactlyInAnyOrderElementsOf(
                        recounted.keySet().stream().filter(name -> name.startsWith("failure ")).toList());
        same(row.firstReply(), recounted.get("first_reply"), what);
        same(row.resolution(), recounted.get("resolution"), what);
    }

    private static void same(ConversationReport.@Nullable Times told, @Nullable Object recounted, String what) {
        if (recounted == null) {
            assertThat(told).as("times of %s", what).isNull();
        } else {
            var times = (Double[]) recounted;
            assertThat(Objects.requireNonNull(told).p50()).as("p50 of %s", what).isCloseTo(times[0], within(0.051));
            assertThat(told.p90()).as("p90 of %s", what).isCloseTo(times[1], within(0.051));
        }
    }

    /** In the plainest words that there are, from what nobody has counted before. */
    private static Map<String, Map<String, Object>> recount(Period period, @Nullable Grouping grouping, WaitHours hours,
            List<PhoneNumber> some) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        var texts = grouping == Grouping.AGENT ? " and x.author is not null" : "";
        ask(found, period, some, "created_at", """
                select %s as key, count(*) filter (where direction = 'INBOUND') as received,
                    count(*) filter (where status in ('SENT', 'DELIVERED') or status = 'FAILED' and error_code = any($4))
                        as sent, count(*) filter (where status = 'DELIVERED') as delivered,
                    count(*) filter (where status = 'FAILED') as failed, count(distinct thread_id) as conversations
                from message x %s where x.direction in ('INBOUND', 'OUTBOUND') and $4::text[] is not null %s and %s
                group by 1
                """, grouping, "author", texts);
        ask(found, period, some, "created_at", """
                select %s as key, coalesce(error_code, 'unknown') as code, count(*) as count from message x %s
                where x.status = 'FAILED' and $4::text[] is not null %s and %s group by 1, 2
                """, grouping, "author", texts);
        ask(found, period, some, "replied_at", """
                select %s as key, count(*) as replies, percentile_cont(array[0.5, 0.9])
                    within group (order by COLUMN) as first_reply
                from reply x %s where $4::text[] is not null %s and %s group by 1
                """.replace("COLUMN", hours == WaitHours.OPEN
                ? "open_seconds"
                : "extract(epoch from replied_at - asked_at)::float8"), grouping, "author", "");
        ask(found, period, some, "closed_at", """
                select %s as key, count(*) as resolved, percentile_cont(array[0.5, 0.9])
                    within group (order by extract(epoch from x.closed_at - x.opened_at)::float8) as resolution
                from resolution x %s where $4::text[] is not null %s and %s group by 1
                """, grouping, "by", "");
        if (grouping != Grouping.AGENT) {
            ask(found, period, some, "at", """
                    select %s as key, count(distinct contact) as opt_outs from consent_entry x %s
                    where kind = 'OPT_OUT' and $4::text[] is not null %s and %s group by 1
                    """, grouping, "actor", "");
        }
        return found;
    }

    private static void ask(Map<String, Map<String, Object>> found, Period period, List<PhoneNumber> some, String time,
            String sql, @Nullable Grouping grouping, String author, String more) {
        var key = switch (grouping) {
            case null -> "''";
            case DAY -> "(x.%s at time zone '%s')::date::text".formatted(time, period.zone());
            case NUMBER -> "x.did";
            case AGENT -> "x." + author;
            case LABEL -> "coalesce(l.label, '')";
        };
        var labels = grouping == Grouping.LABEL
                ? "join thread t on t.id = x.thread_id left join lateral unnest(t.labels) l(label) on true"
                : "";
        var borders = "x.%1$s >= $1 and x.%1$s < $2 and x.did = any($3)".formatted(time);
        Rows.of(sql.formatted(key, labels, more, borders), period.begins().atOffset(ZoneOffset.UTC),
                period.ends().atOffset(ZoneOffset.UTC),
                some.stream().map(PhoneNumber::value).toArray(String[]::new),
                Trail.failureCodes().toArray(String[]::new))
                .forEach(row -> put(found.computeIfAbsent(row.getString("key"), _ -> new HashMap<>()), row));
    }

    private static void put(Map<String, Object> figures, Row row) {
        if (row.getColumnIndex("code") >= 0) {
            figures.put("failure " + row.getString("code"), row.getLong("count"));
            return;
        }
        for (var column = 1; column < row.size(); column++) {
            if (row.getValue(column) != null) {
                figures.put(row.getColumnName(column), row.getValue(column));
            }
        }
    }

    private UUID thread(Random random) {
        var did = one(numbers, random);
        var thread = Rows.of("""
                insert into thread (id, did, external, last_message_at, labels)
                values (gen_random_uuid(), $1, $2, now(), $3) returning id
                """, did.value(), aContact().value(), labels(random)).getFirst().getUUID(0);
        numberOf.put(thread, did);
        return thread;
    }

    private void text(UUID thread, Random random) {
        var status = one(List.of("INBOUND", "QUEUED", "SENT", "DELIVERED", "DELIVERED", "FAILED", "FAILED",
                "UNCONFIRMED", "NOTE"), random);
        var direction = switch (status) {
            case "INBOUND", "NOTE" -> status;
            default -> "OUTBOUND";
        };
        Rows.of("""
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, author,
                    error_code, created_at, updated_at)
                select gen_random_uuid(), $1, n.seq, n.seq, $2, $3, $4, '+13052000001', 'x', $5, $6, $7, now()
                from (select count(*) + 1 as seq from message where thread_id = $1) n
                """, thread, direction, direction.equals("OUTBOUND") ? status : "READ", did(thread),
                direction.equals("INBOUND") || random.nextInt(9) == 0 ? null : one(US, random),
                status.equals("FAILED") && random.nextInt(6) > 0
                        ? one(List.of("undelivered", "rejected", "expired", "cancelled", "carrier-funds"), random)
                        : null,
                at(random));
    }

    private void reply(UUID thread, Random random) {
        var replied = at(random);
        var seconds = random.nextDouble() * 9_000;
        Rows.of("""
                insert into reply (id, thread_id, did, author, asked_at, replied_at, labels, open_seconds)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, '{}', $6)
                """, thread, did(thread), one(US, random), replied.minusNanos((long) (seconds * 1e9)), replied,
                random.nextDouble() * seconds);
    }

    private void resolution(UUID thread, Random random) {
        var closed = at(random);
        Rows.of("""
                insert into resolution (id, thread_id, did, by, opened_at, closed_at, labels)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, '{}')
                """, thread, did(thread), one(US, random), closed.minusNanos((long) (random.nextDouble() * 9e13)),
                closed);
    }

    private String did(UUID thread) {
        return Objects.requireNonNull(numberOf.get(thread)).value();
    }

    /** Some within the days, some beside them, and some at the very moment at which a day begins. */
    private static OffsetDateTime at(Random random) {
        var hour = FIRST.minusDays(1).atStartOfDay(ZoneOffset.UTC).plusHours(random.nextInt(10 * 24));
        return (random.nextInt(4) == 0 ? hour : hour.plusSeconds(random.nextInt(3_600))).toOffsetDateTime();
    }

    private static String[] labels(Random random) {
        return LABELS.stream().filter(_ -> random.nextInt(3) == 0).toArray(String[]::new);
    }

    private static <T> T one(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
