package dev.hilo.messaging.quiet;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** November 22, 2026 is a Sunday. Clocks go forward on March 14, 2027 and back on November 7, 2027. */
class QuietRulesTest {

    private static final AreaCodes AREA_CODES = ShippedRules.areaCodes();
    private static final String NEW_YORK = "+12125550142";

    private final QuietRules shipped = QuietRules.of(ShippedRules.config(Map.of()));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # New York: eight to nine
            +12125550142, , 2026-11-23T07:59:59-05:00, 2026-11-23T08:00:00-05:00, federal, America/New_York
            +12125550142, , 2026-11-23T08:00:00-05:00, , ,
            +12125550142, , 2026-11-23T20:59:59-05:00, , ,
            +12125550142, , 2026-11-23T21:00:00-05:00, 2026-11-24T08:00:00-05:00, federal, America/New_York
            +12125550142, , 2026-11-23T21:04:00-05:00, 2026-11-24T08:00:00-05:00, federal, America/New_York
            # Florida closes an hour earlier
            +13055550142, , 2026-11-23T19:59:59-05:00, , ,
            +13055550142, , 2026-11-23T20:30:00-05:00, 2026-11-24T08:00:00-05:00, state:FL, America/New_York
            # The Florida panhandle has two zones: open from eight in the west to eight in the east
            +18505550142, , 2026-11-23T08:30:00-05:00, 2026-11-23T08:00:00-06:00, state:FL, America/Chicago
            +18505550142, , 2026-11-23T09:00:00-05:00, , ,
            +18505550142, , 2026-11-23T20:00:00-05:00, 2026-11-24T08:00:00-06:00, state:FL, America/Chicago
            # Western Kentucky
            +12705550142, , 2026-11-23T08:59:00-05:00, 2026-11-23T08:00:00-06:00, federal, America/Chicago
            +12705550142, , 2026-11-23T20:30:00-06:00, 2026-11-24T08:00:00-06:00, federal, America/Chicago
            # Connecticut, Maryland
            +12035550142, , 2026-11-23T08:30:00-05:00, 2026-11-23T09:00:00-05:00, state:CT, America/New_York
            +14105550142, , 2026-11-23T20:01:00-05:00, 2026-11-24T08:00:00-05:00, state:MD, America/New_York
            # Texas: from nine, on Sundays from noon
            +12145550142, , 2026-11-22T09:30:00-06:00, 2026-11-22T12:00:00-06:00, state:TX, America/Chicago
            +12145550142, , 2026-11-22T12:00:00-06:00, , ,
            +12145550142, , 2026-11-21T21:30:00-06:00, 2026-11-22T12:00:00-06:00, state:TX, America/Chicago
            +12145550142, , 2026-11-23T08:30:00-06:00, 2026-11-23T09:00:00-06:00, state:TX, America/Chicago
            +19155550142, , 2026-11-23T08:30:00-07:00, 2026-11-23T09:00:00-07:00, state:TX, America/Denver
            # Rhode Island: until six, on Saturdays from ten to five
            +14015550142, , 2026-11-20T18:30:00-05:00, 2026-11-21T10:00:00-05:00, state:RI, America/New_York
            +14015550142, , 2026-11-21T09:30:00-05:00, 2026-11-21T10:00:00-05:00, state:RI, America/New_York
            +14015550142, , 2026-11-21T16:59:00-05:00, , ,
            +14015550142, , 2026-11-21T17:00:00-05:00, 2026-11-22T09:00:00-05:00, state:RI, America/New_York
            # Hawaii has no daylight saving; Alaska reaches from the panhandle to the Aleutians
            +18085550142, , 2026-11-23T12:59:00-05:00, 2026-11-23T08:00:00-10:00, federal, Pacific/Honolulu
            +18085550142, , 2027-07-05T13:59:00-04:00, 2027-07-05T08:00:00-10:00, federal, Pacific/Honolulu
            +18085550142, , 2027-07-05T14:00:00-04:00, , ,
            +19075550142, , 2026-11-23T08:00:00-09:00, 2026-11-23T08:00:00-10:00, federal, America/Adak
            # Nothing known: noon to nine in the East, from two where Hawaii and Alaska cannot be excluded
            +18005550142, , 2026-11-23T13:59:00-05:00, 2026-11-23T14:00:00-05:00, unknown-zone, America/New_York
            +18005550142, , 2026-11-23T14:00:00-05:00, , ,
            72345,        , 2026-11-23T21:00:00-05:00, 2026-11-24T14:00:00-05:00, unknown-zone, America/New_York
            # Countries without rules of their own are treated like the United States
            +442079460000, , 2026-11-23T07:30:00+00:00, 2026-11-23T08:00:00+00:00, federal, Europe/London
            +34600123456, , 2026-11-23T08:30:00+01:00, 2026-11-23T08:00:00+00:00, federal, Atlantic/Canary
            # What the contact said decides the clock; the state of the number stays
            +12125550142, America/Los_Angeles, 2026-11-23T09:00:00-05:00, 2026-11-23T08:00:00-08:00, federal, America/Los_Angeles
            +18505550142, America/New_York, 2026-11-23T08:00:00-05:00, , ,
            +13055550142, America/Denver, 2026-11-23T20:30:00-07:00, 2026-11-24T08:00:00-07:00, state:FL, America/Denver
            +18005550142, America/Denver, 2026-11-23T08:00:00-07:00, , ,
            # The night in which the clocks go forward, and the one in which they go back
            +12125550142, , 2027-03-13T21:30:00-05:00, 2027-03-14T08:00:00-04:00, federal, America/New_York
            +12125550142, , 2027-03-14T03:30:00-04:00, 2027-03-14T08:00:00-04:00, federal, America/New_York
            +12125550142, , 2027-11-06T21:30:00-04:00, 2027-11-07T08:00:00-05:00, federal, America/New_York
            +12125550142, , 2027-11-07T01:30:00-04:00, 2027-11-07T08:00:00-05:00, federal, America/New_York
            +16025550142, , 2027-07-05T07:30:00-07:00, 2027-07-05T08:00:00-07:00, federal, America/Phoenix
            """)
    void opensAtTheFirstMomentAtWhichAllRulesAllow(String number, ZoneId stated, OffsetDateTime moment,
            OffsetDateTime opensAt, String rule, ZoneId zone) {
        var quiet = shipped.at(AREA_CODES.of(new PhoneNumber(number)), stated, moment.toInstant());
        if (opensAt == null) {
            assertThat(quiet).isEmpty();
        } else {
            assertThat(quiet).contains(new Quiet(opensAt.toInstant(), zone, rule));
        }
    }

    @Test
    void aNewRuleHoldsFromItsFirstDay() {
        var rules = with("hilo.quiet.rules.new-york.place", "US-NY", "hilo.quiet.rules.new-york.hours", "10:00-18:00",
                "hilo.quiet.rules.new-york.valid-from", "2026-11-24");
        assertThat(rules.at(number(NEW_YORK), null, at("2026-11-23T19:00:00-05:00"))).isEmpty();
        assertThat(rules.at(number(NEW_YORK), null, at("2026-11-24T19:00:00-05:00"))).get()
                .isEqualTo(new Quiet(at("2026-11-25T10:00:00-05:00"), ZoneId.of("America/New_York"), "state:NY"));
        // Tonight's text waits for the morning of the day on which the new rule holds.
        assertThat(rules.at(number(NEW_YORK), null, at("2026-11-23T21:30:00-05:00"))).get()
                .extracting(Quiet::opensAt).isEqualTo(at("2026-11-24T10:00:00-05:00"));
    }

    @Test
    void anOldRuleHoldsToItsLastDay() {
        var rules = with("hilo.quiet.rules.florida.valid-to", "2026-11-23");
        var miami = number("+13055550142");
        assertThat(rules.at(miami, null, at("2026-11-23T20:30:00-05:00"))).get()
                .extracting(Quiet::opensAt).isEqualTo(at("2026-11-24T08:00:00-05:00"));
        assertThat(rules.at(miami, null, at("2026-11-24T20:30:00-05:00"))).isEmpty();
    }

    @Test
    void theOrganisationsOwnHoursNarrowTheLaws() {
        var rules = with("hilo.quiet.rules.organisation.place", "any",
                "hilo.quiet.rules.organisation.zone", "America/New_York",
                "hilo.quiet.rules.organisation.hours", "09:00-17:00",
                "hilo.quiet.rules.organisation.saturday", "closed",
                "hilo.quiet.rules.organisation.sunday", "closed");
        assertThat(rules.at(number(NEW_YORK), null, at("2026-11-20T17:00:00-05:00"))).contains(
                new Quiet(at("2026-11-23T09:00:00-05:00"), ZoneId.of("America/New_York"), "organisation"));
        // Los Angeles wakes up later than the organisation.
        assertThat(rules.at(number("+13105550142"), null, at("2026-11-20T17:00:00-05:00"))).contains(
                new Quiet(at("2026-11-23T08:00:00-08:00"), ZoneId.of("America/Los_Angeles"), "federal"));
        assertThat(rules.at(number("+18005550142"), null, at("2026-11-21T15:00:00-05:00"))).get()
                .extracting(Quiet::opensAt).isEqualTo(at("2026-11-23T14:00:00-05:00"));
    }

    @Test
    void anHourThatTheSpringNightLeavesOutBeginsWhenItIsOver() {
        var rules = with("hilo.quiet.rules.federal.hours", "02:30-21:00");
        assertThat(rules.at(number(NEW_YORK), null, at("2027-03-14T01:00:00-05:00"))).get()
                .extracting(Quiet::opensAt).isEqualTo(at("2027-03-14T03:00:00-04:00"));
    }

    @Test
    void rulesThatNeverAgreeKeepATextBackForLong() {
        var rules = with("hilo.quiet.rules.organisation.place", "any",
                "hilo.quiet.rules.organisation.hours", "22:00-23:00");
        assertThat(rules.at(number(NEW_YORK), null, at("2026-11-23T12:00:00-05:00"))).get()
                .extracting(Quiet::opensAt).matches(opens -> opens.isAfter(at("2026-12-23T00:00:00Z")));
    }

    @Test
    void aRuleThatCannotWorkIsRefusedAtTheStart() {
        assertThatThrownBy(() -> with("hilo.quiet.rules.texas.hours", "closed", "hilo.quiet.rules.texas.sunday",
                "closed")).hasMessageContaining("texas never opens");
        assertThatThrownBy(() -> with("hilo.quiet.rules.mine.place", "unknown", "hilo.quiet.rules.mine.hours",
                "08:00-21:00")).hasMessageContaining("mine needs a zone");
        assertThatThrownBy(() -> with("hilo.quiet.rules.texas.hours", "8-21"))
                .hasMessageContaining("hilo.quiet.rules.texas.hours");
        assertThatThrownBy(() -> with("hilo.quiet.rules.texas.hours", "21:00-08:00"))
                .hasMessageContaining("hilo.quiet.rules.texas.hours");
    }

    private static QuietRules with(String... settings) {
        var changes = new java.util.HashMap<String, String>();
        for (var i = 0; i < settings.length; i += 2) {
            changes.put(settings[i], settings[i + 1]);
        }
        return QuietRules.of(ShippedRules.config(changes));
    }

    private static Whereabouts number(String number) {
        return AREA_CODES.of(new PhoneNumber(number));
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}
