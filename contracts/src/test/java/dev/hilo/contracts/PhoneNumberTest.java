package dev.hilo.contracts;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PhoneNumberTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            +17865551234        | +17865551234
            17865551234         | +17865551234
            7865551234          | +17865551234
            (786) 555-1234      | +17865551234
            1-786-555-1234      | +17865551234
            786.555.1234        | +17865551234
            +1 786 555 1234     | +17865551234
            ' +17865551234 '    | +17865551234
            +525512345678       | +525512345678
            +34 612 34 56 78    | +34612345678
            72345               | 72345
            911                 | 911
            262966              | 262966
            """)
    void hasOneSpellingForAllThatPeopleAndCarriersWrite(String written, String value) {
        assertThat(PhoneNumber.parse(written)).contains(new PhoneNumber(value));
        assertThat(PhoneNumber.of(written).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12", "1-800-FLOWERS", "BANK", "ana@example.com", "+", "+0123456789",
            "555-1234x", "+4915123456789012345", "99999999999999999999", "https://example.com/17865551234"})
    void isNothingElse(String written) {
        assertThat(PhoneNumber.parse(written)).isEmpty();
        assertThatThrownBy(() -> PhoneNumber.of(written)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a phone number");
    }

    @Test
    void isNeverAnExceptionWhateverIsWritten() {
        var random = new Random(20_261_122);
        var signs = "+0123456789 ()-.;#*xＡ٣\0\n";
        for (var i = 0; i < 20_000; i++) {
            var written = new StringBuilder(random.nextInt(3) == 0 ? "+49" : "");
            for (var length = random.nextInt(24); length > 0; length--) {
                written.append(signs.charAt(random.nextInt(signs.length())));
            }
            PhoneNumber.parse(written.toString())
                    .ifPresent(number -> assertThat(PhoneNumber.parse(number.value())).contains(number));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            +17865551234,  17865551234
            +525512345678, 525512345678
            72345,         72345
            """)
    void leavesForTheCarrierAsDigits(String value, String digits) {
        assertThat(new PhoneNumber(value).carrierDigits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            +17862331234, true
            72345,        true
            +19995551234, false
            +1786555123,  false
            """)
    void canBeDialledWhenItsPlanHasAssignedIt(String value, boolean dialable) {
        assertThat(new PhoneNumber(value).isDialable()).isEqualTo(dialable);
    }

    @Test
    void hidesAllButTheLastFourDigits() {
        assertThat(PhoneNumber.of("+17865551234")).hasToString("•••1234");
        assertThat(PhoneNumber.of("72345")).hasToString("•••2345");
        assertThat(PhoneNumber.of("911")).hasToString("•••911");
        assertThat(new ConversationKey(PhoneNumber.of("+17865551234"), PhoneNumber.of("+13053302277")))
                .hasToString("•••1234|•••2277");
        assertThat(new ConversationKey(PhoneNumber.of("+17865551234"), PhoneNumber.of("+13053302277")).wire())
                .isEqualTo("+17865551234|+13053302277");
    }

    @Test
    void refusesASpellingThatIsNotItsOwn() {
        assertThatThrownBy(() -> new PhoneNumber("17865551234")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PhoneNumber("+1 786")).isInstanceOf(IllegalArgumentException.class);
    }
}
