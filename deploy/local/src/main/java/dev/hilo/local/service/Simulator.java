package dev.hilo.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import dev.hilo.local.process.Http;
import dev.hilo.local.process.JavaCommand;
import dev.hilo.local.process.Launch;
import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** The carrier, played by our simulator. */
public final class Simulator implements Part {

    private final Settings settings;

    public Simulator(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return Port.SIMULATOR.part();
    }

    @Override
    public Tier tier() {
        return Tier.SUPPORT;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.SIMULATOR);
    }

    @Override
    public Integer port() {
        return settings.port(Port.SIMULATOR);
    }

    @Override
    public Launch prepare(Step step) throws IOException {
        var jar = settings.root().resolve("deploy/simulator/target/hilo-simulator-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException("The simulator is not built: %s is missing".formatted(jar));
        }
        var command = JavaCommand.options("-Xms16m", "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .andThose(settings.javaOptions(name())).jar(jar);
        var environment = new HashMap<>(settings.forServices());
        environment.put("HILO_SIMULATOR_PORT", Integer.toString(port()));
        environment.put("HILO_SIMULATOR_STATE", settings.home().resolve("simulator.json").toString());
        return Launch.of(command, environment, settings.home());
    }

    @Override
    public boolean answers() {
        return Http.isOk(settings.url(Port.SIMULATOR) + "/control/sent");
    }
}
