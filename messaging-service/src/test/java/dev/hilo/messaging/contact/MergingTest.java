package dev.hilo.messaging.contact;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MergingTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            Lucía Ferrer, ,             Lucía Ferrer
            ,             Lucía Ferrer, Lucía Ferrer
            Lucía,        lucia ferrer, lucia ferrer
            Lucía Ferrer, Lucía,        Lucía Ferrer
            Lucía Ferrer, LUCIA FERRER, Lucía Ferrer
            Lucía Ferrer, Brandon Cole, Lucía Ferrer
            ,             ,
            """)
    void proposesTheFullerName(@Nullable String one, @Nullable String other, @Nullable String proposed) {
        assertThat(Merging.of(named(one), named(other)).proposed().name()).isEqualTo(proposed);
    }

    @Test
    void offersEveryNameThereIsTheProposedOneFirst() {
        assertThat(Merging.of(named("Lucía"), named("Lucía Ferrer")).names()).containsExactly("Lucía Ferrer", "Lucía");
        assertThat(Merging.of(named("Lucía"), named("Lucía")).names()).containsExactly("Lucía");
        assertThat(Merging.of(named(null), named(null)).names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Calls at night, ,                 Calls at night
            ,               Allergic to nuts, Allergic to nuts
            Has a dog,      Has a dog,        Has a dog
            dog,            Has a dog,        Has a dog
            """)
    void keepsEachNoteOnce(@Nullable String one, @Nullable String other, String together) {
        assertThat(Merging.of(new Noted(null, one, Map.of()), new Noted(null, other, Map.of())).proposed().notes())
                .isEqualTo(together);
    }

    @Test
    void putsTwoNotesOneBelowTheOther() {
        assertThat(Merging.of(new Noted(null, "a", Map.of()), new Noted(null, "b", Map.of())).proposed().notes())
                .isEqualTo("a\n\nb");
    }

    @Test
    void fillsFieldsAndNamesThoseThatContradict() {
        var merging = Merging.of(new Noted(null, null, Map.of("city", "Miami", "plan", "gold")),
                new Noted(null, null, Map.of("city", "Tampa", "since", "2020-01-01", "plan", "gold")));
        assertThat(merging.proposed().fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of("city", "Miami", "plan", "gold", "since", "2020-01-01"));
        assertThat(merging.conflicts()).containsExactlyEntriesOf(Map.of("city", List.of("Miami", "Tampa")));
    }

    private static Noted named(@Nullable String name) {
        return new Noted(name, null, Map.of());
    }
}
