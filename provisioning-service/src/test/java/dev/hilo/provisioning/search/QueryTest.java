package dev.hilo.provisioning.search;

import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.carrier.OfferedNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryTest {

    @Test
    void asksForTheAreaCode() {
        assertThat(Query.of("786", "555", null, "", null)).isEqualTo(new Query(List.of(786), 555, null, null, null));
    }

    @Test
    void expandsAStateToItsAreaCodes() {
        assertThat(Query.of(null, null, " ri ", null, " ")).isEqualTo(new Query(List.of(401), null, "RI", null, null));
        assertThat(Query.of(null, null, "FL", null, null).areaCodes()).contains(305, 786, 954);
    }

    @Test
    void asksOneAreaCodeAndFiltersByState() {
        assertThat(Query.of("786", null, "FL", "mia", null))
                .isEqualTo(new Query(List.of(786), null, "FL", "MIA", null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,    -,    -,   npa
            '',   555,  '',  npa
            78,   -,    -,   npa
            186,  -,    -,   npa
            abc,  -,    -,   npa
            786,  5,    -,   nxx
            -,    -,    XX,  state
            -,    -,    F,   state
            """)
    void namesTheParameterAtFault(String npa, String nxx, String state, String pointer) {
        assertThatThrownBy(() -> Query.of(npa, nxx, state, null, null)).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.errors()).extracting("pointer").containsExactly(pointer));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            FL, -,     true
            GA, -,     false
            -,  MIAMI, true
            -,  miam,  true
            -,  KEY,   false
            """)
    void filtersByStateAndRateCenter(String state, String rateCenter, boolean fits) {
        var offer = new OfferedNumber(new PhoneNumber("+17865551234"), "Miami", "FL", null, null, null);

        assertThat(Query.of("786", null, state, rateCenter, null).fits(offer)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            *1234,          true
            *12?4,          true
            786*,           true
            *55*,           true
            786-555-1234,   true
            (786) 555 ????, true
            *2020,          false
            305*,           false
            *99*,           false
            ?6*,            false
            """)
    void filtersByPattern(String pattern, boolean fits) {
        var offer = new OfferedNumber(new PhoneNumber("+17865551234"), "Miami", "FL", null, null, null);

        assertThat(Query.of("786", null, null, null, pattern).fits(offer)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020", "*", "??????????", "*abc", "12345678901*", "*[0-9]", "*2020$"})
    void saysWhatAPatternIs(String pattern) {
        assertThatThrownBy(() -> Query.of("786", null, null, null, pattern)).isInstanceOfSatisfying(
                ProblemException.class,
                problem -> assertThat(problem.errors()).extracting("pointer").containsExactly("pattern"));
    }

    @Test
    void theTableHasEveryStateAndEachCodeOnce() {
        var codes = StateAreaCodes.all().values().stream().flatMap(List::stream).toList();

        assertThat(StateAreaCodes.all()).hasSize(52);
        assertThat(codes).doesNotHaveDuplicates().allSatisfy(code -> assertThat(code).isBetween(201, 989));
    }
}
