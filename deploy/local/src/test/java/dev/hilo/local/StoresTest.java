package dev.hilo.local;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.hilo.contracts.Topics;
import dev.hilo.local.process.LogFiles;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.process.RunFolder;
import dev.hilo.local.running.Crash;
import dev.hilo.local.running.LocalSystem;
import dev.hilo.local.running.PlainProgress;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real PostgreSQL and a real Kafka, started and stopped by the launcher's own classes. */
class StoresTest {

    @TempDir
    private Path home;
    private Settings settings;
    private LocalSystem system;
    private RunFolder run;
    private final PlainProgress progress = new PlainProgress(System.out);
    private final List<Crash> crashes = new ArrayList<>();

    @BeforeEach
    void onFreePorts() throws Exception {
        settings = Settings.of(Path.of(System.getProperty("hilo.root")), freePorts());
        run = new RunFolder(settings.home());
        system = new LocalSystem(Parts.chosen(settings, List.of("postgres", "kafka")), run,
                new LogFiles(settings.home()), crashes::add);
    }

    @AfterEach
    void stop() {
        system.stop(progress);
        assertThat(crashes).isEmpty();
    }

    @Test
    void keepTheirPromisesAndTheirDataOverARestart() throws Exception {
        system.start(progress);

        assertThat(topics()).contains(Topics.WEBHOOK_DELIVERIES, Topics.CONVERSATION_EVENTS,
                Topics.deadLettersOf(Topics.MESSAGE_INBOUND));
        assertThat(asked("messaging", "messaging", "show fsync")).isEqualTo("on");
        assertThat(asked("messaging", "messaging", "show synchronous_commit")).isEqualTo("on");
        assertThat(asked("messaging", "messaging", "show full_page_writes")).isEqualTo("on");
        assertThatThrownBy(() -> asked("provisioning", "messaging", "select 1"))
                .hasMessageContaining("permission denied");
        var _ = asked("messaging", "messaging", "create table kept as select 42 as answer; select 1");
        var broker = run.part("kafka").map(ProcessRecord::pid);

        system.restart("postgres", progress);
        system.restart("kafka", progress);

        assertThat(asked("messaging", "messaging", "select answer from kept")).isEqualTo("42");
        assertThat(run.part("kafka").map(ProcessRecord::pid)).isPresent().isNotEqualTo(broker);
        assertThat(topics()).contains(Topics.CONVERSATION_EVENTS);

        system.stop(progress);
        assertThat(run.parts()).isEmpty();
    }

    private Iterable<String> topics() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", settings.kafkaBootstrapServers()))) {
            return admin.listTopics().names().get(20, TimeUnit.SECONDS);
        }
    }

    private String asked(String database, String role, String question) throws Exception {
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(database), role, role);
                var statement = connection.createStatement()) {
            var isRows = statement.execute(question);
            while (!isRows) {
                isRows = statement.getMoreResults();
            }
            try (var rows = statement.getResultSet()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    private Map<String, String> freePorts() throws Exception {
        var env = new HashMap<String, String>();
        env.put("HILO_HOME", home.toString());
        var held = new ArrayList<ServerSocket>();
        for (var port : Port.values()) {
            var socket = new ServerSocket(0);
            held.add(socket);
            env.put(port.variable(), Integer.toString(socket.getLocalPort()));
        }
        for (var socket : held) {
            socket.close();
        }
        return env;
    }
}
