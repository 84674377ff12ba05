package dev.hilo.provisioning.number;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.CarrierNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            C1 | Active    | true  | true  | hilo  | C1 | ''
            C1 | ''        | true  | true  | HILO  | c1 | ''
            -  | Active    | true  | true  | hilo  | C7 | ''
            C1 | Active    | false | true  | hilo  | C1 | sms should be true and is false
            C1 | Active    | true  | false | other | -  | mms should be true and is false; webhook should be hilo and is other; campaign should be C1 and is not set
            C1 | SUBMITTED | true  | true  | -     | C1 | status should be Active and is SUBMITTED; webhook should be hilo and is not set
            """)
    void namesEachDifference(String wantedCampaign, String status, boolean sms, boolean mms, String webhook,
            String campaign, String differences) {
        var wanted = new WantedNumber(true, true, "hilo", wantedCampaign);
        var actual = new CarrierNumber(new PhoneNumber("+17865551234"), status, sms, mms, webhook, campaign, "MIAMI",
                "FL");

        assertThat(Comparison.differences(Comparison.between(wanted, actual))).isEqualTo(differences);
    }
}
