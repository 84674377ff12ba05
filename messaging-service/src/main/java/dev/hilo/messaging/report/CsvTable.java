package dev.hilo.messaging.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lines of a table as RFC 4180 has them: commas, CRLF, quotes doubled. */
final class CsvTable {

    /** By which a spreadsheet knows that it is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * A cell that begins like this is a formula to a spreadsheet: what a person typed as a name must not run on a
     * manager's machine. The wide forms are those of East Asian keyboards, which Excel takes too.
     */
    private static final Pattern FORMULA = Pattern.compile(
            "^[\\s\\p{C}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|^[\\t\\r\\n].*",
            Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]|^\\s|\\s$");

    private final StringBuilder lines = new StringBuilder();

    /** @param forSpreadsheets whether it begins with a byte order mark */
    CsvTable(boolean forSpreadsheets) {
        if (forSpreadsheets) {
            lines.append(BYTE_ORDER_MARK);
        }
    }

    /** Numbers as they are, null as nothing, and everything else as harmless text. */
    @CanIgnoreReturnValue
    CsvTable line(List<? extends @Nullable Object> cells) {
        lines.append(cells.stream().map(CsvTable::cell).collect(Collectors.joining(","))).append("\r\n");
        return this;
    }

    byte[] bytes() {
        return lines.toString().getBytes(UTF_8);
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            default -> quoted(harmless(value.toString()));
        };
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return QUOTED.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
