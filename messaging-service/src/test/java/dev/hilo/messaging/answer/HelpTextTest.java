package dev.hilo.messaging.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.keyword.Language;
import dev.hilo.messaging.segment.Segments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class HelpTextTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void thePackagedAnswerHasAllFiveParts(Language language) {
        var answers = packaged("A".repeat(40), "+17865551234");
        assertThat(HelpText.missing(answers.help(language, NOW), answers.sender(), answers.contact())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void confirmationsTakeOnePartAndNameTheSenderAndTheWayBack(Language language) {
        var answers = packaged("A".repeat(40), "+17865551234");
        assertThat(Segments.of(answers.optOut(language, NOW))).isEqualTo(1);
        assertThat(answers.optOut(language, NOW)).startsWith(answers.sender()).contains("START");
        assertThat(answers.optIn(language, NOW)).startsWith(answers.sender()).contains("STOP");
        assertThat(Segments.of(packaged("Hilo", "+17865551234").optIn(language, NOW))).isEqualTo(1);
        assertThat(Segments.of(packaged("Hilo", "+17865551234").help(language, NOW))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Acme: call +1 or see. Msg frequency varies. Msg & data rates may apply. STOP to end.     | a contact
            Call a@b.co. Msg frequency varies. Msg & data rates may apply. STOP to end.              | the sender's name
            Acme: write a@b.co. Msg & data rates may apply. STOP to end.                             | the message frequency
            Acme: write a@b.co. 4 msgs/month. STOP to end.                                           | "msg & data rates may apply"
            Acme: write a@b.co. Frecuencia variable. Pueden aplicarse tarifas de datos.              | how to opt out with STOP
            """)
    void namesTheMissingPart(String text, String missing) {
        assertThat(HelpText.missing(text, "Acme", "a@b.co")).containsExactly(missing);
    }

    @ParameterizedTest
    @CsvSource({"+17865551234,true", "(786) 555-1234,true", "help@acme.com,true", "https://acme.com/help,true",
            "acme.com/help,true", "ask us,false", "123,false"})
    void aContactIsANumberAnAddressOrALink(String contact, boolean is) {
        assertThat(HelpText.isContact(contact)).isEqualTo(is);
    }

    private static NumberAnswers packaged(String sender, String contact) {
        try {
            return new NumberAnswers(new PhoneNumber("+17865551234"), Confirmation.HILO, Language.EN, sender, contact,
                    NumberAnswers.Choices.NONE, new Wordings(new Defaults()));
        } catch (IOException packaged) {
            throw new AssertionError(packaged);
        }
    }

    @Test
    void whatAManagerWroteIsFilledIn() throws IOException {
        var choices = new NumberAnswers.Choices("Acme", "a@b.co", "{sender} / {contact}", null, null, null);
        var answers = new NumberAnswers(new PhoneNumber("+17865551234"), Confirmation.HILO, Language.EN, "Acme",
                "a@b.co", choices, new Wordings(new Defaults()));
        assertThat(answers.help(Language.EN, NOW)).isEqualTo("Acme / a@b.co");
        assertThat(answers.help(Language.ES, NOW)).startsWith("Acme: Para ayuda");
    }

    private static final class Defaults implements AnswerConfig {

        @Override
        public Confirmation confirmation() {
            return Confirmation.HILO;
        }

        @Override
        public Language language() {
            return Language.EN;
        }

        @Override
        public Optional<String> sender() {
            return Optional.empty();
        }

        @Override
        public Optional<String> contact() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }
    }
}
