package dev.hilo.messaging.board;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import dev.hilo.messaging.fixture.ManyConversations;
import dev.hilo.messaging.number.Visibility;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.ManyConversations.median;
import static dev.hilo.messaging.fixture.ManyConversations.print;
import static org.assertj.core.api.Assertions.assertThat;

/** The board over many conversations; prints what it took. */
class BoardAtScaleTest {

    private static ManyConversations many;
    private static BoardRows rows;

    @BeforeAll
    static void fill() throws SQLException {
        many = new ManyConversations("board");
        rows = new BoardRows(many.pool());
    }

    @AfterAll
    static void leave() throws SQLException {
        many.close();
    }

    @Test
    void isThereAtOnce() {
        var all = new Visibility.Everything();
        var midnight = Instant.now().minus(Duration.ofHours(18));
        print("the board", median(() -> assertThat(many.wait(Uni.combine().all().unis(rows.standings(all),
                rows.replies(midnight, all), rows.day(midnight, all)).asTuple())).isNotNull()));
    }

    @Test
    void countsEveryConversationOnce() {
        var standings = many.wait(rows.standings(new Visibility.Everything()));
        var there = many.wait(many.pool().query("""
                select count(*) as open, count(*) filter (where unanswered) as waiting, min(waiting_since) as since
                from thread where state <> 'CLOSED'
                """).execute()).iterator().next();

        var all = standings.stream().reduce(Standing.NONE, Standing::and);
        assertThat(all.open()).isEqualTo(there.getLong("open"));
        assertThat(all.waiting()).isEqualTo(there.getLong("waiting"));
        assertThat(all.since()).isEqualTo(there.getOffsetDateTime("since").toInstant());
    }
}
