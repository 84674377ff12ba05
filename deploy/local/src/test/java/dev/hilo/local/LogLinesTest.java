package dev.hilo.local;

import dev.hilo.local.running.Ink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogLinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            messaging | 12:00:01 INFO  [thread] a thread was closed      | true
            kafka     | 2026-11-22 INFO GroupMetadataManager - joins     | false
            kafka     | 2026-11-22 WARN QuorumController - late          | true
            postgres  | 2026-11-22 LOG:  checkpoint complete             | false
            postgres  | 2026-11-22 FATAL:  permission denied             | true
            keycloak  | 2026-11-22 ERROR [org.keycloak] no such client   | true
            """)
    void showsWhatOurServicesSayAndWhatWorriesTheOthers(String part, String line, boolean news) {
        assertThat(LogLines.isNews(part, line)).isEqualTo(news);
    }

    @Test
    void setsOffWarningsAndErrorsOnATerminal() {
        var lines = new LogLines(Ink.COLOURED);

        assertThat(lines.of("messaging", "12:00:01 WARN  slow")).contains("\u001b[33m12:00:01 WARN");
        assertThat(lines.of("messaging", "12:00:01 ERROR broken")).contains("\u001b[1;31m12:00:01 ERROR");
        assertThat(new LogLines(Ink.PLAIN).of("messaging", "12:00:01 WARN  slow"))
                .isEqualTo("messaging     12:00:01 WARN  slow");
    }
}
