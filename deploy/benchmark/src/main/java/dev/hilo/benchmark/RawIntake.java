package dev.hilo.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.process.JavaCommand;
import dev.hilo.local.process.Launch;
import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** {@link RawIntakeProgram} as a part of the system under test, with the options that the launcher gives the service. */
final class RawIntake implements Part {

    static final String NAME = "raw";
    static final String TOPIC = "bench.raw";
    /** Of a part that this benchmark does not start. */
    static final Port PORT = Port.SIMULATOR;

    private final Settings settings;

    RawIntake(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.EDGE;
    }

    @Override
    public Set<String> needs() {
        return Set.of("kafka");
    }

    @Override
    public List<Port> ports() {
        return List.of(PORT);
    }

    @Override
    public Integer port() {
        return settings.port(PORT);
    }

    @Override
    public Launch prepare(Step step) throws IOException {
        var own = Path.of(RawIntakeProgram.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        var service = settings.root().resolve("webhook-ingest-service/target/quarkus-app/lib/main");
        var command = JavaCommand.options("-Xms48m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k",
                "-XX:ReservedCodeCacheSize=96m", "-XX:+ExitOnOutOfMemoryError").main(own + ":" + service + "/*",
                        RawIntakeProgram.class.getName(), Integer.toString(port()),
                        "127.0.0.1:" + settings.port(Port.KAFKA), TOPIC);
        return Launch.of(command, Map.of(), settings.home());
    }

    @Override
    public boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
