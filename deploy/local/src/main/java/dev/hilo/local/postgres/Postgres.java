package dev.hilo.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.process.Ending;
import dev.hilo.local.process.Launch;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.process.Programs;
import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;
import dev.hilo.local.settings.Versions;

/** A real PostgreSQL that keeps its promises: what it has acknowledged is on the disk. */
public final class Postgres implements Part {

    private static final Map<String, String> SERVER_SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200",
            "log_min_duration_statement", "500ms",
            "log_line_prefix", "%m %d ",
            "timezone", "UTC");

    private final Settings settings;
    private final Programs programs;

    public Postgres(Settings settings) {
        this.settings = settings;
        this.programs = new Programs(settings.programs());
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Tier tier() {
        return Tier.STORE;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.POSTGRES);
    }

    @Override
    public Integer port() {
        return settings.port(Port.POSTGRES);
    }

    @Override
    public Launch prepare(Step step) throws Exception {
        step.says("unpacking");
        var program = PostgresProgram.unpacked(programs, Versions.pinned().postgres());
        stopOrphan();
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            step.says("creating the cluster");
            initialise(program);
        }
        var arguments = new ArrayList<>(List.of("-D", data().toString(), "-p", Integer.toString(port())));
        SERVER_SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return Launch.of(program.command("postgres", arguments), Map.of(), folder()).endedBy(Launch.Signal.INT);
    }

    @Override
    public boolean answers() {
        return databases().answer();
    }

    @Override
    public void settle(Step step) throws Exception {
        for (var service : Migrations.services()) {
            step.says("migrating " + service);
            databases().ensure(service, service);
            Migrations.apply(settings, service);
        }
    }

    private Databases databases() {
        return new Databases(settings.jdbcUrl("postgres"), settings.secrets().get("postgres"));
    }

    private Path folder() {
        return settings.home().resolve("postgres");
    }

    private Path data() {
        return folder().resolve("data");
    }

    /** Beside its place, and moved there when done: half a cluster would break every later start. */
    private void initialise(PostgresProgram program) throws IOException, InterruptedException {
        var draft = folder().resolve("data.new");
        Programs.delete(draft);
        Files.createDirectories(folder());
        var password = settings.secrets().file("postgres");
        var command = program.command("initdb", List.of("-D", draft.toString(), "-U", "postgres", "--encoding=UTF8",
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-A", "scram-sha-256",
                "--pwfile=" + password));
        var process = new ProcessBuilder(command).directory(folder().toFile()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("initdb failed: " + said.strip());
        }
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * A PostgreSQL of a launcher that was killed, and whose record is lost with it, still holds the data. Its own pid
     * file says who it is and when it began; a pid of another time belongs to a stranger.
     */
    private void stopOrphan() throws IOException {
        var file = data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < 3) {
            return;
        }
        var began = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        var orphan = new ProcessRecord(name(), Long.parseLong(lines.getFirst().strip()), began, null,
                Launch.Signal.INT);
        if (Ending.end(orphan, stopLimit()) == Ending.Outcome.SURVIVED) {
            throw new IOException("An earlier PostgreSQL (process %d) does not stop".formatted(orphan.pid()));
        }
    }

    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(30);
    }
}
