package dev.hilo.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

import dev.hilo.simulator.Simulator;
import dev.hilo.simulator.SimulatorSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The carrier of the tests: the simulator, and a service that is quick to try again. */
public final class CarrierForTests implements QuarkusTestResourceLifecycleManager {

    /** Where the calls to it are written down. */
    public static final String RECORDER = "hilo.carrier.recorder.directory";

    private Simulator simulator;

    @Override
    public Map<String, String> start() {
        simulator = Simulator.start(SimulatorSettings.forTests().with("campaign-limit", 10_000));
        return Map.ofEntries(
                Map.entry("test.simulator", simulator.baseUrl()),
                Map.entry("hilo.carrier.base", simulator.apiBase()),
                Map.entry(RECORDER, temporaryFolder()),
                Map.entry("hilo.carrier.key", "hilo"),
                Map.entry("hilo.carrier.secret", "hilo-secret"),
                Map.entry("hilo.carrier.timeout", "3s"),
                // A test that breaks every call must not stop the calls of the next.
                Map.entry("hilo.carrier.breaker.calls", "1000"),
                Map.entry("hilo.webhook.secret", Canary.WEBHOOK_TOKEN),
                Map.entry("hilo.order.look", "100ms"),
                Map.entry("hilo.order.parallel", "8"),
                Map.entry("hilo.order.cooling", "1h"),
                Map.entry("hilo.order.retry.pause", "50ms"),
                Map.entry("hilo.order.retry.longest", "400ms"),
                Map.entry("hilo.order.default-campaign", "C0DEMO1"),
                Map.entry("hilo.campaign.retry", "500ms"),
                // Every test's numbers go into the same few campaigns; those of the tests about places have three each.
                Map.entry("hilo.campaign.number-limit", "10000"),
                Map.entry("hilo.campaign.number-limits.\"C0SMALL1\"", "3"),
                Map.entry("hilo.campaign.number-limits.\"C0SMALL2\"", "3"),
                Map.entry("hilo.campaign.number-limits.\"C0SMALL3\"", "3"),
                Map.entry("hilo.account.look", "200ms"),
                Map.entry("hilo.account.every", "1s"),
                Map.entry("hilo.order.count", "200ms"));
    }

    private static String temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("hilo-carrier");
            folder.toFile().deleteOnExit();
            return folder.toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void stop() {
        simulator.close();
    }
}
