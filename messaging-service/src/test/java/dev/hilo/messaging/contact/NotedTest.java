package dev.hilo.messaging.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.platform.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NotedTest {

    private static final List<Field> FORM = List.of(new Field("city", "City", Field.Kind.TEXT, List.of()),
            new Field("since", "Customer since", Field.Kind.DATE, List.of()),
            new Field("limit", "Credit", Field.Kind.NUMBER, List.of()),
            new Field("plan", "Plan", Field.Kind.CHOICE, List.of("gold", "silver")));

    @Test
    void aNameIsOneLineWithoutWhatCannotBeSeen() {
        assertThat(Noted.line("  Ana\u202egpj.exe\u2066\n\tLopez\u0000 ")).isEqualTo("Ana gpj.exe Lopez");
        assertThat(Noted.line("<b>Ana</b>")).isEqualTo("<b>Ana</b>");
        assertThat(Noted.line("\u200f \u202e")).isNull();
    }

    @Test
    void notesKeepTheirLines() {
        assertThat(Noted.text(" one\r\ntwo\u0000\u0007\rthree ")).isEqualTo("one\ntwo\nthree");
        assertThat(Noted.text(" \n ")).isNull();
    }

    @Test
    void aNameIsFoundWithoutAccents() {
        assertThat(Noted.key("Lucía Ibáñez")).isEqualTo("lucia ibanez");
    }

    @Test
    void whatIsNotedComesBackAsItWas() {
        var noted = new Noted("Lucía \"L\" Ferrer", null, Map.of("city", "Ñuñoa"));
        assertThat(Noted.of(noted.json())).isEqualTo(noted);
        assertThat(Noted.of(Noted.NOTHING.json()).isNothing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            since, 2026-02-28, true
            since, 2026-02-30, false
            since, tomorrow,   false
            limit, 1280.50,    true
            limit, -3,         true
            limit, 12a,        false
            limit, 1e999999,   false
            plan,  gold,       true
            plan,  copper,     false
            city,  anything,   true
            towns, anything,   false
            """)
    void aValueFitsItsField(String key, String value, boolean fits) {
        List<Problem.FieldError> errors = new ArrayList<>();
        var after = Field.changed(Map.of(key, value), Map.of(), Set.of(), FORM, errors);
        assertThat(errors.isEmpty()).isEqualTo(fits);
        assertThat(after.containsKey(key)).isEqualTo(fits);
        if (!fits) {
            assertThat(errors).extracting(Problem.FieldError::pointer).containsExactly("/fields/" + key);
        }
    }

    @Test
    void whatWasThereBeforePassesAndAFieldTakenAwayKeepsItsValue() {
        List<Problem.FieldError> errors = new ArrayList<>();
        var before = Map.of("plan", "bronze", "old", "kept");
        assertThat(Field.changed(Map.of("plan", "bronze", "city", " "), before, Set.of("bronze"), FORM, errors))
                .containsExactlyInAnyOrderEntriesOf(before);
        assertThat(errors).isEmpty();
        assertThat(Field.shown(before, FORM)).containsExactlyEntriesOf(Map.of("plan", "bronze"));
    }
}
