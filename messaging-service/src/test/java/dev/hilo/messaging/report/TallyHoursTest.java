package dev.hilo.messaging.report;

import java.time.Duration;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WholeService
class TallyHoursTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Every other hour of eight days: hours without a gap between them would be counted in one statement. */
    private static final String HOURS = """
            generate_series(timestamptz '2025-02-03 00:10Z', '2025-02-10 23:10Z', interval '2 hours')""";

    /** Changed so long ago that only this test asks for their hours. */
    private static final String TEXTS = """
            insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, created_at,
                updated_at)
            select gen_random_uuid(), t.id, n.seq, n.seq, n.direction,
                case n.direction when 'INBOUND' then 'READ' else 'SENT' end, t.did, t.external, 'x', n.moment, n.moment
            from thread t cross join lateral (
                select moment, case when random() < 0.5 then 'INBOUND' else 'OUTBOUND' end as direction,
                    (select count(*) from message where thread_id = t.id) + row_number() over () as seq
                from %s moment where random() < $2) n
            where t.did = any($1)
            """.formatted(HOURS);

    private static final String RECEIPTS = """
            update message set status = case status when 'SENT' then 'DELIVERED' else 'SENT' end
            where did = any($1) and direction = 'OUTBOUND' and random() < 0.3
            """;

    private static final String DUE = """
            insert into number_hour_due select date_trunc('hour', moment, 'UTC') from %s moment on conflict do nothing
            """.formatted(HOURS);

    private static final String COUNTED_WRONG = """
            with there as (
                select did, date_trunc('hour', created_at, 'UTC') as hour,
                    count(*) filter (where direction = 'INBOUND')::int as received,
                    count(*) filter (where status = 'SENT')::int as sent,
                    count(*) filter (where status = 'DELIVERED')::int as delivered
                from message where did = any($1) group by 1, 2
            ), counted as (
                select did, hour, received, sent, delivered from number_hour where did = any($1)
            )
            (table there except table counted) union all (table counted except table there)
            """;

    private static final String LATEST_WRONG = """
            with there as (
                select did, max(created_at) filter (where direction = 'INBOUND') as inbound_at,
                    max(created_at) filter (where direction = 'OUTBOUND') as outbound_at
                from message where did = any($1) group by 1
            ), told as (
                select did, inbound_at, outbound_at from number_latest where did = any($1)
            )
            (table there except table told) union all (table told except table there)
            """;

    @Inject
    TallyHours tallyHours;

    private final String[] numbers = IntStream.range(0, 12).mapToObj(_ -> World.aNumber()).map(PhoneNumber::value)
            .toArray(String[]::new);

    @BeforeEach
    void eachNumberHasAConversation() {
        Rows.of("""
                insert into thread (id, did, external, last_message_at)
                select gen_random_uuid(), did, $2, now() from unnest($1::text[]) did
                """, numbers, World.aContact().value());
    }

    @Test
    void twoThatCountAtOnceNeitherBlockEachOtherForGoodNorCountTwice() {
        happens(0.3);
        bothCount();
        for (var round = 0; round < 15; round++) {
            happens(0.02);
            bothCount();
            // The service's own round may still be at some of them.
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(Rows.of(COUNTED_WRONG, (Object) numbers)).isEmpty();
                assertThat(Rows.of(LATEST_WRONG, (Object) numbers)).isEmpty();
            });
        }
    }

    private void happens(double often) {
        Rows.of(TEXTS, numbers, often);
        Rows.of(RECEIPTS, (Object) numbers);
        Rows.of(DUE);
    }

    /** As on two instances: what one knows of the other stands in the database. */
    private void bothCount() {
        Uni.combine().all().unis(tallyHours.tally(), tallyHours.tally()).collectFailures().discardItems().await()
                .atMost(PATIENCE);
    }
}
