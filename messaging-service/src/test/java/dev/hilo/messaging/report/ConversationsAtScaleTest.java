package dev.hilo.messaging.report;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.hilo.messaging.fixture.ManyConversations;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.Visibility;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.ManyConversations.median;
import static dev.hilo.messaging.fixture.ManyConversations.print;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Reports over many conversations; prints what they took, and holds them against the texts themselves. */
class ConversationsAtScaleTest {

    private static final ZoneId MIAMI = ZoneId.of("America/New_York");

    private static ManyConversations many;
    private static TallyHours tallyHours;
    private static ConversationReports reports;

    @BeforeAll
    static void fill() throws SQLException {
        many = new ManyConversations("conversations");
        var config = new SmallRyeConfigBuilder().withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hilo.report.zone", MIAMI.getId()).withMapping(ReportConfig.class).build()
                .getConfigMapping(ReportConfig.class);
        tallyHours = new TallyHours(many.pool(), config, Clock.systemUTC());
        reports = new ConversationReports(many.pool());
        var began = System.nanoTime();
        many.wait(tallyHours.tally());
        print("counted for the first time", Duration.ofNanos(System.nanoTime() - began));
        many.sql("vacuum analyze conversation_hour", "vacuum analyze agent_hour", "vacuum analyze number_hour");
    }

    @AfterAll
    static void leave() throws SQLException {
        many.close();
    }

    @Test
    void aMonthIsThereWhileOneLooks() {
        var some = new Visibility.Only(ManyConversations.OURS.subList(0, 5).stream().map(OwnNumber::did)
                .collect(Collectors.toSet()));
        for (var grouping : Grouping.values()) {
            print("30 days by " + grouping.word(), median(() -> assertThat(report(grouping, 30,
                    new Visibility.Everything()).rows()).isNotEmpty()));
        }
        print("30 days by agent, of 5 numbers", median(() -> assertThat(report(Grouping.AGENT, 30, some).rows())
                .isNotEmpty()));
        print("30 days by label, within the hours of teams", median(() -> assertThat(many.wait(reports.of(period(30),
                Grouping.LABEL, WaitHours.OPEN, new Visibility.Everything())).rows()).isNotEmpty()));
        print("7 days by day", median(() -> assertThat(report(Grouping.DAY, 7, new Visibility.Everything()).rows())
                .hasSize(7)));
        print("30 days of one number by day", median(() -> assertThat(report(Grouping.DAY, 30,
                new Visibility.Only(Set.of(ManyConversations.OURS.getFirst().did()))).rows()).hasSize(30)));
    }

    @Test
    void aRoundAfterAFewChangesTakesMoments() throws SQLException {
        many.sql("""
                update message set status = 'DELIVERED', updated_at = now()
                where id in (select id from message where status = 'FAILED' order by created_at desc limit 500)
                """);
        var began = System.nanoTime();
        many.wait(tallyHours.tally());
        print("counted after 500 late receipts", Duration.ofNanos(System.nanoTime() - began));
    }

    @Test
    void whatIsToldIsWhatIsThere() {
        var period = period(30);
        var total = report(Grouping.NUMBER, 30, new Visibility.Everything()).total();
        var there = many.wait(many.pool().preparedQuery("""
                select count(*) filter (where direction = 'INBOUND') as received, count(distinct thread_id) as conversations,
                    count(*) filter (where status = 'FAILED') as failed,
                    (select percentile_cont(0.9) within group (order by extract(epoch from replied_at - asked_at))
                        from reply where replied_at >= $1 and replied_at < $2) as p90
                from message where created_at >= $1 and created_at < $2
                """).execute(Tuple.of(period.begins().atOffset(ZoneOffset.UTC),
                period.ends().atOffset(ZoneOffset.UTC)))).iterator().next();

        assertThat(total.received()).isEqualTo(there.getLong("received"));
        assertThat(total.conversations()).isEqualTo(there.getLong("conversations"));
        assertThat(total.failed()).isEqualTo(there.getLong("failed"));
        assertThat(Objects.requireNonNull(total.firstReply()).p90()).isCloseTo(there.getDouble("p90"), within(0.1));
        var byDay = report(Grouping.DAY, 30, new Visibility.Everything());
        assertThat(byDay.rows().stream().mapToLong(ConversationReport.Row::sent).sum()).isEqualTo(total.sent());
        var byAgent = report(Grouping.AGENT, 30, new Visibility.Everything());
        assertThat(byAgent.rows().stream().mapToLong(ConversationReport.Row::sent).sum()).isEqualTo(total.sent());
        assertThat(byAgent.rows().stream().mapToLong(ConversationReport.Row::replies).sum()).isEqualTo(total.replies());
    }

    private static ConversationReport report(Grouping grouping, int days, Visibility visible) {
        return many.wait(reports.of(period(days), grouping, WaitHours.ALL, visible));
    }

    private static Period period(int days) {
        var today = LocalDate.now(MIAMI);
        return Period.of(today.minusDays(days - 1L).toString(), today.toString(), null, MIAMI, Instant.now());
    }
}
