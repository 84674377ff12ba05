package dev.hilo.messaging.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageView.Reason;
import dev.hilo.contracts.messaging.MessageView.Waiting;
import dev.hilo.messaging.pacing.Estimate.Ahead;
import dev.hilo.messaging.pacing.Estimate.Place;
import dev.hilo.messaging.queue.Lane;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EstimateTest {

    private static final PhoneNumber DID = new PhoneNumber("+17865551234");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant NOON = Instant.parse("2026-11-20T20:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void nothingAheadIsItsTurn() {
        assertThat(expected(route(60, 60, 0), Map.of(), 1, new Ahead(0, 0, 0)))
                .isEqualTo(new Waiting(Reason.TURN, NOON));
        // Two seconds are nothing that anybody needs to be told.
        assertThat(expected(route(60, 0, 0), Map.of(), 1, new Ahead(2, 0, 2)).reason()).isEqualTo(Reason.TURN);
    }

    @Test
    void whatIsAheadTakesItsTimeFromWhenTheBucketIsFree() {
        var busy = Map.of("sms", new BucketState(NOON.plusSeconds(7), LocalDate.EPOCH, 0));
        assertThat(expected(route(60, 0, 0), busy, 1, new Ahead(10, 3, 10)))
                .isEqualTo(new Waiting(Reason.PACE, NOON.plusSeconds(17)));
        // The number's own rate is the slower one here.
        assertThat(expected(route(60, 6, 0), Map.of(), 1, new Ahead(10, 3, 10)))
                .isEqualTo(new Waiting(Reason.PACE, NOON.plusSeconds(30)));
    }

    @Test
    void aDayThatWillNotDoIsSaid() {
        var used = Map.of("day", new BucketState(Instant.EPOCH, LocalDate.parse("2026-11-20"), 90));
        assertThat(expected(route(60, 0, 100), used, 1, new Ahead(9, 9, 9)).reason()).isEqualTo(Reason.PACE);
        assertThat(expected(route(60, 0, 100), used, 1, new Ahead(10, 10, 10)))
                .isEqualTo(new Waiting(Reason.DAY_BUDGET, MIDNIGHT));
        assertThat(expected(route(60, 0, 100), used, 1, new Ahead(12, 12, 12)))
                .isEqualTo(new Waiting(Reason.DAY_BUDGET, MIDNIGHT.plusSeconds(2)));
        assertThat(expected(route(60, 0, 100), used, 1, new Ahead(115, 115, 115)))
                .isEqualTo(new Waiting(Reason.DAY_BUDGET, MIDNIGHT.plus(Duration.ofDays(1)).plusSeconds(5)));
    }

    @Test
    void bulkHasLessOfEachDay() {
        var used = Map.of("day", new BucketState(Instant.EPOCH, LocalDate.parse("2026-11-20"), 75));
        var place = new Place(UUID.randomUUID(), DID, Lane.BULK, false, 1, NOON);
        assertThat(Estimate.expected(route(60, 0, 100), new Pacer(used), place, new Ahead(86, 86, 86), NOON))
                .isEqualTo(new Waiting(Reason.DAY_BUDGET, MIDNIGHT.plus(Duration.ofDays(1)).plusSeconds(1)));
    }

    @Test
    void aTextThatNoDayHasRoomForHasNoTime() {
        assertThat(expected(route(60, 0, 5), Map.of(), 6, new Ahead(0, 0, 0)))
                .isEqualTo(new Waiting(Reason.DAY_BUDGET, null));
    }

    @Test
    void theBudgetIsNoMatterForWhatComesAfterMidnightAnyway() {
        assertThat(expected(route(1, 0, 600), Map.of(), 1, new Ahead(800, 800, 800)))
                .isEqualTo(new Waiting(Reason.PACE, NOON.plus(Duration.ofMinutes(800))));
    }

    private static Waiting expected(Route route, Map<String, BucketState> states, int segments, Ahead ahead) {
        return Estimate.expected(route, new Pacer(states),
                new Place(UUID.randomUUID(), DID, Lane.LIVE, false, segments, NOON), ahead, NOON);
    }

    private static Route route(int sms, int number, int day) {
        return new Route(DID, "C1", rate("sms", sms), rate("mms", 0), rate("number", number),
                new Route.Day("day", new Limit(day), 0.2, PACIFIC));
    }

    private static Route.Rate rate(String key, int perMinute) {
        return new Route.Rate(key, new Limit(perMinute), Tempo.of(new Limit(perMinute), 0));
    }
}
