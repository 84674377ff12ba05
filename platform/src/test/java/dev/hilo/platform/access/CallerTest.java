package dev.hilo.platform.access;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallerTest {

    @ParameterizedTest(name = "{0} of {1} asks for a number of {2}: {3}")
    @CsvSource(textBlock = """
            agent,   support,       support,       true
            agent,   support;sales, sales,         true
            agent,   /support,      support,       true
            agent,   support,       sales,         false
            agent,   support,       '',            false
            agent,   '',            support,       false
            manager, '',            support,       true
            manager, '',            '',            true
            admin,   '',            sales,         true
            offline_access, support, support,      false
            AGENT,   support,       support,       false
            """)
    void seesTheNumbersOfTheirTeamsAndManagersSeeAll(String role, String teams, String teamsOfNumber, boolean sees) {
        var caller = Caller.of("somebody", List.of(role), names(teams));

        assertThat(caller.maySee(names(teamsOfNumber))).isEqualTo(sees);
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(";"));
    }
}
