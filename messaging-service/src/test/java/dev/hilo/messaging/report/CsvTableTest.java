package dev.hilo.messaging.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CsvTableTest {

    @Test
    void writesLinesAsTheStandardHasThem() {
        var table = new CsvTable(false).line(List.of("label", "sent")).line(List.of("a, \"b\"\r\nc", 12L))
                .line(new ArrayList<>(Arrays.asList(null, 0.9876))).line(List.of(" ñandú ", "más"));

        assertThat(new String(table.bytes(), UTF_8)).isEqualTo("""
                label,sent\r
                "a, ""b""\r
                c",12\r
                ,0.9876\r
                " ñandú ",más\r
                """);
    }

    @Test
    void beginsWithAByteOrderMarkForASpreadsheet() {
        assertThat(new CsvTable(true).line(List.of("a")).bytes()).startsWith(0xEF, 0xBB, 0xBF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\uFF1D1",
            "\u200B=1",
            "=HYPERLINK(\"https://evil.example\",\"x\")", "\n=1"})
    void makesNoFormulaOfWhatSomebodyTyped(String name) {
        var line = new String(new CsvTable(false).line(List.of(name)).bytes(), UTF_8);

        assertThat(line.startsWith("\"") ? line.substring(1) : line).startsWith("'");
    }

    @Test
    void leavesNumbersAndPlainWordsAlone() {
        var table = new CsvTable(false)
                .line(List.of(-3, "1-786-555-1234", "2026-11-23", "vip", "undelivered: 3; rejected: 1"));

        assertThat(new String(table.bytes(), UTF_8))
                .isEqualTo("-3,1-786-555-1234,2026-11-23,vip,undelivered: 3; rejected: 1\r\n");
    }
}
