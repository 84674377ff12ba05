package dev.hilo.messaging.push;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.push.PushRules.Day;
import dev.hilo.messaging.push.PushRules.DoNotDisturb;
import dev.hilo.messaging.push.PushRules.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PushRulesTest {

    private static final PhoneNumber DID = new PhoneNumber("+17865551234");

    /** 2026-11-27 is a Friday; New York is at UTC-5. */
    @ParameterizedTest(name = "{0} to {1} on {2}, at {3}: {4}")
    @CsvSource(textBlock = """
            22:00, 07:00, fri,             2026-11-28T02:59:00Z, false
            22:00, 07:00, fri,             2026-11-28T03:00:00Z, true
            22:00, 07:00, fri,             2026-11-28T11:59:59Z, true
            22:00, 07:00, fri,             2026-11-28T12:00:00Z, false
            22:00, 07:00, fri,             2026-11-27T11:00:00Z, false
            22:00, 07:00, fri,             2026-11-29T03:30:00Z, false
            13:00, 14:00, fri,             2026-11-27T18:30:00Z, true
            13:00, 14:00, fri,             2026-11-27T19:00:00Z, false
            13:00, 14:00, 'mon tue',       2026-11-27T18:30:00Z, false
            00:00, 00:00, sat,             2026-11-28T05:00:00Z, true
            00:00, 00:00, sat,             2026-11-29T04:59:59Z, true
            00:00, 00:00, sat,             2026-11-29T05:00:00Z, false
            """)
    void quietHoursBelongToTheDayOnWhichTheyBegin(LocalTime from, LocalTime to, String days, Instant at,
            boolean quiet) {
        var hours = new DoNotDisturb(from, to, "America/New_York", Arrays.stream(days.split(" "))
                .map(day -> Day.valueOf(day.toUpperCase(java.util.Locale.ROOT))).collect(Collectors.toSet()));
        assertThat(hours.covers(at)).isEqualTo(quiet);
    }

    @Test
    void aPauseEnds() {
        var until = Instant.parse("2026-11-27T12:00:00Z");
        var rules = new PushRules(Level.ALL, Map.of(), null, until, true, true);
        assertThat(rules.rest(until.minusMillis(1))).isTrue();
        assertThat(rules.rest(until)).isFalse();
    }

    @Test
    void aNumberCanHaveALevelOfItsOwn() {
        var rules = new PushRules(Level.MINE, Map.of(DID.value(), Level.NONE), null, null, true, true);
        assertThat(rules.of(DID)).isEqualTo(Level.NONE);
        assertThat(rules.of(new PhoneNumber("+17865550100"))).isEqualTo(Level.MINE);
    }

    @Test
    void staysWhatItWasOnItsWayThroughTheDatabase() throws Exception {
        var json = JsonMapper.builder().addModule(new JavaTimeModule())
                .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
        var rules = new PushRules(Level.MENTIONS, Map.of(DID.value(), Level.ALL),
                new DoNotDisturb(LocalTime.of(22, 0), LocalTime.of(7, 0), "America/New_York", Set.of(Day.SAT)),
                Instant.parse("2026-11-27T12:00:00Z"), false, true);
        var written = json.writeValueAsString(rules);
        assertThat(written).contains("\"default\":\"mentions\"", "\"from\":\"22:00\"", "\"days\":[\"sat\"]");
        assertThat(json.readValue(written, PushRules.class)).isEqualTo(rules);
        assertThat(json.readValue("{}", PushRules.class)).isEqualTo(PushRules.USUAL);
    }

    @Test
    void saysWhatQuietHoursNeed() {
        assertThatThrownBy(() -> new DoNotDisturb(LocalTime.NOON, LocalTime.MIDNIGHT, "Mars/Olympus", Set.of(Day.MON)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("zone");
        assertThatThrownBy(() -> new DoNotDisturb(LocalTime.NOON, LocalTime.MIDNIGHT, "Europe/Madrid", Set.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("days");
    }
}
