package dev.hilo.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The least that PostgreSQL has to do for rows that are there already: the same rows once more, by COPY from a file of the
 * server, each table in one go, into the same tables of another database. Wants administrators of both.
 */
final class BareCopy {

    /** One event for each message, about as long as those that went through. */
    private static final String EVENTS = """
            select 'conversation.events', m.did || '|' || m.external, m.id, 'message.received.v1', m.created_at,
                convert_to((to_jsonb(m) - 'words')::text || to_jsonb(t)::text, 'UTF8')
            from message m join thread t on t.id = m.thread_id
            """;

    private final Connection from;
    private final Connection into;
    private final String file;

    BareCopy(Connection from, Connection into) throws SQLException {
        this.from = from;
        this.into = into;
        // One moment for all tables: some requests may still be under way.
        from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        from.setAutoCommit(false);
        this.file = one(from, "select current_setting('data_directory')") + "/bare.copy";
    }

    /** How long the rows of a table take; what the database makes by itself is made again. */
    Duration table(String name) throws SQLException {
        var columns = one(from, """
                select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
                from information_schema.columns
                where table_schema = 'public' and table_name = '%s' and is_generated = 'NEVER'
                  and identity_generation is distinct from 'ALWAYS'
                """.formatted(name));
        return again("select %s from %s".formatted(columns, name), name, columns);
    }

    /** How long their events take on their way through the outbox, which is empty by now. */
    Duration outbox() throws SQLException {
        return again(EVENTS, "outbox", "topic, key, event_id, type, occurred_at, payload");
    }

    private Duration again(String rows, String table, String columns) throws SQLException {
        execute(from, "copy (%s) to '%s' with (format binary)".formatted(rows, file));
        var began = System.nanoTime();
        execute(into, "copy %s (%s) from '%s' with (format binary)".formatted(table, columns, file));
        var took = Duration.ofNanos(System.nanoTime() - began);
        execute(from, "copy (select 1 where false) to '%s'".formatted(file));
        return took;
    }

    private static String one(Connection database, String question) throws SQLException {
        try (var statement = database.createStatement(); var found = statement.executeQuery(question)) {
            if (!found.next() || found.getString(1) == null) {
                throw new BenchProblem("No answer: " + question);
            }
            return found.getString(1);
        }
    }

    private static void execute(Connection database, String command) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(command);
        }
    }
}
