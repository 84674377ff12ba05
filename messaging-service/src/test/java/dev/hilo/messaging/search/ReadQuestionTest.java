package dev.hilo.messaging.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadQuestionTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "-", delimiter = '|', textBlock = """
            hola               | ('hola':*)                            | -
            Mañana PAR         | ('manana') & ('par':*)                | -
            it's ready         | ('it' <-> 's') & ('ready':*)          | -
            ñandú':* & x       | ('nandu') & ('x':*)                   | -
            (305) 330-22       | ('305') & ('330' <-> '22':*)          | 30533022
            +1 305             | ('1') & ('305':*)                     | 1305
            12                 | ('12':*)                              | -
            !!!                | ``                                    | -
            "exact words"      | ('exact' <-> 'words')                 | -
            "open end          | ('open' <-> 'end')                    | -
            mesa -silla        | ('mesa') & !('silla')                 | -
            mesa -"una silla"  | ('mesa') & !('una' <-> 'silla')       | -
            precio:20          | ('precio' <-> '20':*)                 | -
            https://a.co/x     | ('https' <-> 'a' <-> 'co' <-> 'x':*)  | -
            hola from:me       | ('hola')                              | -
            OR OR              | ('or') & ('or':*)                     | -
            """)
    void readsWords(String typed, String words, String digits) {
        var question = read(typed);
        assertThat(question.terms().stream().map(Term::asTsquery).collect(Collectors.joining(" & "))).isEqualTo(words);
        assertThat(question.digits()).isEqualTo(digits);
    }

    @Test
    void readsWhoAndWhere() {
        var question = read("de:yo FROM:contact from:leo label:vip etiqueta:\"zona norte\" in:5551234 mesa");
        assertThat(question.senders()).containsExactly(new Question.Sender.User("ana"), new Question.Sender.Contact(),
                new Question.Sender.User("leo"));
        assertThat(question.labels()).containsExactly("vip", "zona norte");
        assertThat(question.numbers()).containsExactly("5551234");
        assertThat(question.terms()).containsExactly(new Term(List.of("mesa"), true, false));
    }

    @ParameterizedTest
    @CsvSource({"before:2026-11-20, 2026-11-19T23:00:00Z", "antes:2026-07, 2026-06-30T22:00:00Z",
            "before:2026, 2025-12-31T23:00:00Z", "before:today, 2026-11-22T23:00:00Z",
            "antes:ayer, 2026-11-21T23:00:00Z", "before:2026 before:2025, 2024-12-31T23:00:00Z"})
    void readsDaysWhereTheCallerLives(String typed, Instant before) {
        assertThat(read(typed).before()).isEqualTo(before);
        assertThat(read(typed.replace("before", "after").replace("antes", "después")).after())
                .isEqualTo(typed.contains("2025") ? Instant.parse("2025-12-31T23:00:00Z") : before);
    }

    @ParameterizedTest
    @CsvSource({"mesa before:soon, q/before", "after:2026-13-01, q/after", "from:, q/from", "from: me, q/from",
            "label:\"\", q/label", "in:, q/in"})
    void saysWhichOperatorIsWrong(String typed, String pointer) {
        assertThatThrownBy(() -> read(typed)).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                problem.errors()).extracting(Problem.FieldError::pointer).containsExactly(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "\"", "\"\"", "- -", "a\"b\"c", "::", "x:", ":x", "\u0000", "😀", "ﬁ", "''\\"})
    void takesAnythingElseForWords(String typed) {
        assertThat(read(typed).labels()).isEmpty();
    }

    @Test
    void asksForNothingWhenOnlyToldWhatIsUnwanted() {
        assertThat(read("-mesa").asksForMessages()).isFalse();
        assertThat(read("-mesa label:vip").asksForMessages()).isTrue();
        assertThat(read("label:vip").asksForThreads()).isFalse();
        assertThat(read("mesa from:me").asksForThreads()).isFalse();
    }

    private static Question read(String typed) {
        return ReadQuestion.of(typed, "ana", MADRID, TODAY);
    }
}
