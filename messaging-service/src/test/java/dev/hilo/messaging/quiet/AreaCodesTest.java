package dev.hilo.messaging.quiet;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import dev.hilo.contracts.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AreaCodesTest {

    private final AreaCodes areaCodes = ShippedRules.areaCodes();

    @ParameterizedTest
    @CsvSource(textBlock = """
            # one zone
            +13055550142, America/New_York
            +12125550142, America/New_York
            +13125550142, America/Chicago
            +16025550142, America/Phoenix
            +18085550142, Pacific/Honolulu
            # areas over a border of zones: all, whatever the exchange says
            +18505550142, America/Chicago America/New_York
            +18503932345, America/Chicago America/New_York
            +14485550142, America/Chicago America/New_York
            +12705550142, America/Chicago America/New_York
            +13645550142, America/Chicago America/New_York
            +15415550142, America/Denver America/Los_Angeles
            # the library has it in the wrong zone, or not at all
            +16895550142, America/Chicago America/New_York
            +13245550142, America/New_York
            +16215550142, America/Chicago
            # elsewhere
            +14165550142, America/Toronto
            +17875550142, America/Puerto_Rico
            +442079460000, Europe/London
            +34600123456, Atlantic/Canary Europe/Madrid
            """)
    void haveTheZonesInWhichTheirPeopleMayBe(String number, String zones) {
        assertThat(areaCodes.of(new PhoneNumber(number)).zones())
                .isEqualTo(Arrays.stream(zones.split(" ", -1)).map(ZoneId::of).collect(Collectors.toSet()));
    }

    /** All in service or announced, by the North American Numbering Plan Administrator, 2026-11. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            FL, 239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954
            MD, 227 240 301 410 443 667
            MS, 228 471 601 662 769
            NJ, 201 551 609 640 732 848 856 862 908 973
            OK, 405 539 572 580 918
            CT, 203 475 860 959
            TX, '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 \
            956 972 979'
            RI, 401
            """)
    void knowTheStatesWithHoursOfTheirOwn(String state, String codes) {
        for (var code : codes.strip().split(" ", -1)) {
            var found = areaCodes.of(new PhoneNumber("+1" + code + "5550142"));
            assertThat(found.places()).as(code).contains("US-" + state);
            assertThat(found.zones()).as(code).isNotEmpty();
        }
    }

    @Test
    void areNeverTakenForAnotherStateOfThoseWithHoursOfTheirOwn() {
        var places = areaCodes.of(new PhoneNumber("+12125550142")).places();
        assertThat(places).containsExactlyInAnyOrder("US", "US-NY");
    }

    @ParameterizedTest
    @CsvSource({"+18005550142", "+18885550142", "+15005550142", "72345"})
    void sayNothingOfTollFreeNumbersAndShortCodes(String number) {
        assertThat(areaCodes.of(new PhoneNumber(number))).isEqualTo(Whereabouts.NOWHERE);
    }

    @Test
    void answerAtOnceWhenTheyWereLookedAtBefore() {
        var number = new PhoneNumber("+19165550142");
        assertThat(areaCodes.knows(Set.of(number))).isFalse();
        var _ = areaCodes.of(number);
        assertThat(areaCodes.knows(Set.of(number, new PhoneNumber("72345")))).isTrue();
    }
}
