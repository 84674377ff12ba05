package dev.hilo.benchmark;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.hilo.local.postgres.Postgres;
import dev.hilo.local.process.LogFiles;
import dev.hilo.local.process.RunFolder;
import dev.hilo.local.running.LocalSystem;
import dev.hilo.local.running.PlainProgress;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** On a real PostgreSQL, with the tables that messaging's migrations make. */
class InsertedRowsTest {

    private static final String ID = "0199a0e4-7d2c-7aaa-8bbb-0123456789ab";
    private static final String THREAD = "0199a0e4-7d2c-7aaa-8bbb-00000000000f";

    @TempDir
    private static Path home;
    private static LocalSystem system;
    private static Settings settings;

    @BeforeAll
    static void start() throws Exception {
        try (var socket = new ServerSocket(0)) {
            settings = Settings.of(Path.of(System.getProperty("hilo.root")), Map.of("HILO_HOME", home.toString(),
                    Port.POSTGRES.variable(), String.valueOf(socket.getLocalPort())));
        }
        system = new LocalSystem(List.of(new Postgres(settings)), new RunFolder(home), new LogFiles(home), crash -> {
        });
        system.start(new PlainProgress(System.out));
    }

    @AfterAll
    static void stop() {
        system.stop(new PlainProgress(System.out));
    }

    @Test
    void theScriptInsertsWhatTheTransactionDidUnderFreshIds() throws SQLException {
        try (var database = DriverManager.getConnection(settings.jdbcUrl("messaging"), "messaging", "messaging")) {
            for (var n = 0; n < 4; n++) {
                run(database, """
                        insert into thread (id, did, external, last_message_at)
                        values (%s::uuid, '+17865551234', '+1305330227%d', now())
                        """.formatted(InsertedRows.group("" + n), n));
            }
            run(database, "insert into thread (id, did, external, last_message_at) "
                    + "values ('%s', '+17865551234', '+13053302299', now())".formatted(THREAD));
            run(database, "create sequence bench_turn");
            var rows = new InsertedRows(database);
            rows.watch();
            anAccept(database, ID);
            run(database, "insert into idempotency (caller, key, request, created_at) values ('x', 'x', 'x', now())");

            var script = rows.script("message", new InsertedRows.Fresh(ID, THREAD, 4, List.of("seq", "changed_seq")));
            rows.forget();
            for (var turn = 0; turn < 8; turn++) {
                run(database, script);
            }

            assertThat(script.lines().filter(line -> line.startsWith("insert into")))
                    .extracting(line -> line.replaceAll("insert into \"(\\w+)\".*", "$1"))
                    .containsExactly("idempotency", "message", "outbox");
            assertThat(script).doesNotContain(":true").contains("nextval('bench_turn')");
            assertThat(one(database, "select count(*) from message where body = 'It''s 12:30 \\ {\"ok\":true}'"))
                    .isEqualTo("9");
            assertThat(one(database, "select count(distinct thread_id) from message")).isEqualTo("5");
            assertThat(one(database, "select count(*) from idempotency i join message m on m.id::text = i.key"))
                    .isEqualTo("9");
            assertThat(one(database, "select count(*) from outbox where payload = '\\x007b3a7d'")).isEqualTo("9");
        }
    }

    private static void anAccept(Connection database, String id) throws SQLException {
        run(database, """
                begin;
                insert into idempotency (caller, key, request, created_at) values ('ana', '%1$s', 'sha', now());
                insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, created_at,
                        updated_at)
                    values ('%1$s', '%2$s', 1, 1, 'OUTBOUND', 'SENT', '+17865551234', '+13053302299',
                        'It''s 12:30 \\ {"ok":true}', now(), now());
                insert into outbox (topic, key, event_id, type, occurred_at, payload)
                    values ('conversation.events', 'a|b', gen_random_uuid(), 'message.queued.v1', now(), '\\x007b3a7d');
                commit;
                """.formatted(id, THREAD));
    }

    private static void run(Connection database, String commands) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(commands);
        }
    }

    private static String one(Connection database, String question) throws SQLException {
        try (var statement = database.createStatement(); var found = statement.executeQuery(question)) {
            assertThat(found.next()).isTrue();
            return found.getString(1);
        }
    }
}
