package dev.hilo.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import dev.hilo.local.process.Http;
import dev.hilo.local.process.Launch;
import dev.hilo.local.running.Part;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/**
 * The packaged intake as the launcher starts it, but on a port of its own and without its parser: what is left is what an
 * answer waits for.
 */
final class DoorAlone implements Part {

    static final String NAME = "door";
    /** Of a part that this benchmark does not start. */
    static final Port PORT = Port.MESSAGING;

    private final Settings settings;
    private final Part intake;

    DoorAlone(Settings settings) {
        this.settings = settings;
        this.intake = QuarkusService.ingest(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return intake.tier();
    }

    @Override
    public Set<String> needs() {
        return intake.needs();
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
    public Launch prepare(Step step) throws Exception {
        var launch = intake.prepare(step);
        var command = new ArrayList<>(launch.command());
        command.add(1, "-Dmp.messaging.incoming.deliveries.enabled=false");
        var environment = new HashMap<>(launch.environment());
        environment.put("HTTP_PORT", Integer.toString(port()));
        return Launch.of(command, environment, launch.directory());
    }

    @Override
    public boolean answers() {
        return Http.isOk(settings.url(PORT) + "/q/health/ready");
    }
}
