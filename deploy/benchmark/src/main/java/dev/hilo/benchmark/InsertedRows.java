package dev.hilo.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows that a service's own transaction inserts, caught in the act by triggers, as a script of INSERTs with fresh
 * ids: what the raw database is measured with can then not differ from what the service writes, also when its tables
 * change.
 */
final class InsertedRows {

    private static final String WATCH = """
            -- What the database itself writes beside a message, it writes for the script too.
            create table bench_inserted (
                n   bigint generated always as identity,
                at  xid8   not null default pg_current_xact_id(),
                tab text   not null,
                row jsonb  not null
            );
            create function bench_note() returns trigger language plpgsql as $$
            begin
                insert into bench_inserted (tab, row) values (tg_table_name, to_jsonb(new));
                return null;
            end $$;
            do $$
            declare
                t text;
            begin
                for t in select tablename from pg_tables
                         where schemaname = current_schema() and tablename not in ('bench_inserted', 'message_words')
                loop
                    execute format('create trigger bench_note after insert on %I for each row '
                        || 'execute function bench_note()', t);
                end loop;
            end $$;
            """;

    private static final String FORGET = "drop function bench_note() cascade; drop table bench_inserted";

    private static final String OF_ONE_TRANSACTION = """
            select n, tab from bench_inserted
            where at = (select at from bench_inserted where tab = ? and row ->> 'id' = ? limit 1)
            order by n
            """;

    private static final String COLUMNS = """
            select column_name, udt_name from information_schema.columns
            where table_schema = current_schema() and table_name = ? and is_generated = 'NEVER'
              and identity_generation is distinct from 'ALWAYS'
            order by ordinal_position
            """;

    private final Connection database;

    InsertedRows(Connection database) {
        this.database = database;
    }

    /**
     * What changes from one transaction of the script to the next.
     *
     * @param id the value that is a new id each time, wherever it stands
     * @param group the value that is one of {@code groups} ids
     * @param counted the columns that hold a number of their own each time
     */
    record Fresh(String id, String group, int groups, List<String> counted) {
    }

    private record Column(String name, String type) {
    }

    private record Row(long n, String table) {
    }

    void watch() throws SQLException {
        execute(WATCH);
    }

    void forget() throws SQLException {
        execute(FORGET);
    }

    /**
     * The INSERTs of the transaction that inserted the row of this id, between {@code begin} and {@code commit}. It
     * draws from the sequence {@code bench_turn}.
     */
    String script(String table, Fresh fresh) throws SQLException {
        var script = new StringBuilder("begin;\n");
        var turn = "nextval('bench_turn')";
        for (var row : rows(table, fresh.id())) {
            var columns = columns(row.table());
            var values = new ArrayList<String>();
            for (var i = 0; i < columns.size(); i++) {
                var literal = literals(row, columns).get(i);
                var value = value(literal, columns.get(i), fresh, turn);
                if (!value.equals(plain(literal))) {
                    turn = "currval('bench_turn')";
                }
                values.add(value);
            }
            script.append("insert into %s (%s) values (%s);%n".formatted(quoted(row.table()),
                    columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", ")),
                    String.join(", ", values)));
        }
        return script.append("commit;\n").toString();
    }

    /** The id of one of the groups, as the script makes it. */
    static String group(String number) {
        return "('00000000-0000-4000-8000-' || lpad(to_hex(%s), 12, '0'))".formatted(number);
    }

    private static String value(String literal, Column column, Fresh fresh, String turn) {
        if (literal.equals("'" + fresh.id() + "'")) {
            return "('00000000-0000-7000-8000-' || lpad(to_hex(%s), 12, '0'))::%s".formatted(turn, column.type());
        }
        if (literal.equals("'" + fresh.group() + "'")) {
            return "%s::%s".formatted(group(turn + " % " + fresh.groups()), column.type());
        }
        return fresh.counted().contains(column.name()) ? turn : plain(literal);
    }

    /** pgbench takes a colon and a word for one of its variables, also between quotes. */
    private static String plain(String literal) {
        if (!literal.contains(":")) {
            return literal;
        }
        var escaped = literal.replace(":", "\\x3a");
        return literal.startsWith("E'") ? escaped : "E" + escaped;
    }

    private List<Row> rows(String table, String id) throws SQLException {
        try (var select = database.prepareStatement(OF_ONE_TRANSACTION)) {
            select.setString(1, table);
            select.setString(2, id);
            var rows = new ArrayList<Row>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getLong("n"), found.getString("tab")));
                }
            }
            if (rows.isEmpty()) {
                throw new BenchProblem("No insert into %s was seen".formatted(table));
            }
            return rows;
        }
    }

    private List<Column> columns(String table) throws SQLException {
        try (var select = database.prepareStatement(COLUMNS)) {
            select.setString(1, table);
            var columns = new ArrayList<Column>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    columns.add(new Column(found.getString("column_name"), found.getString("udt_name")));
                }
            }
            return columns;
        }
    }

    private List<String> literals(Row row, List<Column> columns) throws SQLException {
        var wanted = columns.stream().map(column -> "quote_nullable((r).%s::text)".formatted(quoted(column.name())))
                .collect(Collectors.joining(", "));
        try (var select = database.createStatement();
                var found = select.executeQuery("""
                        select %s from (
                            select jsonb_populate_record(null::%s, row) as r from bench_inserted where n = %d) as one
                        """.formatted(wanted, quoted(row.table()), row.n()))) {
            if (!found.next()) {
                throw new BenchProblem("A row that was seen is gone");
            }
            var literals = new ArrayList<String>();
            for (var i = 1; i <= columns.size(); i++) {
                literals.add(found.getString(i));
            }
            return literals;
        }
    }

    private void execute(String commands) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(commands);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
