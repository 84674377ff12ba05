package dev.hilo.local.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Rows for one table, by COPY, in portions. Columns that the table does not have are left away. */
final class CopyTable implements AutoCloseable {

    private static final int PORTION = 20_000;

    private final PGConnection database;
    private final String copy;
    private final boolean[] has;
    private final StringBuilder line = new StringBuilder();
    private @Nullable CopyIn out;
    private int rows;

    CopyTable(Connection database, String table, List<String> columns) throws SQLException {
        this.database = database.unwrap(PGConnection.class);
        var there = columnsOf(database, table);
        this.has = new boolean[columns.size()];
        for (var i = 0; i < has.length; i++) {
            has[i] = there.contains(columns.get(i));
        }
        this.copy = "copy %s (%s) from stdin".formatted(table,
                String.join(", ", columns.stream().filter(there::contains).toList()));
    }

    /** Empty for a table that does not exist. */
    static Set<String> columnsOf(Connection database, String table) throws SQLException {
        try (var statement = database.prepareStatement("""
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = ?
                """)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                Set<String> names = new LinkedHashSet<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    /** @param values as many as there are columns; each by its {@code toString}, null as NULL */
    void add(@Nullable Object... values) throws SQLException {
        if (values.length != has.length) {
            throw new IllegalArgumentException(Arrays.toString(values));
        }
        line.setLength(0);
        for (var i = 0; i < has.length; i++) {
            if (has[i]) {
                if (!line.isEmpty()) {
                    line.append('\t');
                }
                append(values[i]);
            }
        }
        line.append('\n');
        if (out == null) {
            out = database.getCopyAPI().copyIn(copy);
        }
        var bytes = line.toString().getBytes(UTF_8);
        out.writeToCopy(bytes, 0, bytes.length);
        if (++rows % PORTION == 0) {
            flush();
        }
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            line.append("\\N");
            return;
        }
        var text = value instanceof List<?> list
                ? "{" + String.join(",", list.stream().map(String::valueOf).toList()) + "}"
                : value.toString();
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            switch (letter) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(letter);
            }
        }
    }

    private void flush() throws SQLException {
        if (out != null) {
            var _ = out.endCopy();
            out = null;
        }
    }

    @Override
    public void close() throws SQLException {
        flush();
    }
}
