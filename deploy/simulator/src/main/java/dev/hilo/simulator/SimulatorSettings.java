package dev.hilo.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.hilo.simulator.api.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator starts.
 *
 * @param port 0 takes a free one
 * @param publicUrl under which receivers of webhooks find the media; null for the address it listens on
 * @param seed of the chance with which faults strike, of ids and of the inventory
 * @param credentials of the one account
 * @param stateFile keeps owned numbers and webhooks over a restart; null keeps nothing
 * @param kept how many sent messages and detail records are remembered
 * @param switches positions that differ from the defaults
 */
public record SimulatorSettings(String host, int port, @Nullable String publicUrl, long seed, Credentials credentials,
        @Nullable Path stateFile, int kept, Clock clock, Map<String, Object> switches) {

    public SimulatorSettings {
        switches = Map.copyOf(switches);
    }

    public static SimulatorSettings defaults() {
        return new SimulatorSettings("127.0.0.1", 8090, null, 1, new Credentials("hilo", "hilo-secret"), null, 20_000,
                Clock.systemUTC(), Map.of());
    }

    /** A free port, and a carrier that does not dawdle: receipts at once, repeats after 20 ms. */
    public static SimulatorSettings forTests() {
        return defaults().port(0).with("receiptDelayMs", 0).with("retry.spacing", 20).with("retry.timeout", 2_000);
    }

    /**
     * Reads {@code HILO_SIMULATOR_HOST}, {@code _PORT}, {@code _SEED}, {@code _STATE}, {@code _PUBLIC_URL}, {@code _KEEP},
     * {@code BULKVS_API_KEY} and {@code BULKVS_API_SECRET}. Without a seed the ids of one run differ from those of
     * another: a receiver that remembers RefIds must not take new messages for old ones.
     *
     * @throws IllegalArgumentException naming the variable that cannot be read
     */
    public static SimulatorSettings fromEnvironment(Map<String, String> environment) {
        var plain = defaults();
        var state = environment.get("HILO_SIMULATOR_STATE");
        return new SimulatorSettings(environment.getOrDefault("HILO_SIMULATOR_HOST", plain.host()),
                (int) number(environment, "HILO_SIMULATOR_PORT", plain.port()),
                environment.get("HILO_SIMULATOR_PUBLIC_URL"),
                number(environment, "HILO_SIMULATOR_SEED", plain.clock().millis()),
                new Credentials(environment.getOrDefault("BULKVS_API_KEY", plain.credentials().user()),
                        environment.getOrDefault("BULKVS_API_SECRET", plain.credentials().secret())),
                state == null || state.isBlank() ? null : Path.of(state),
                (int) number(environment, "HILO_SIMULATOR_KEEP", plain.kept()), plain.clock(), Map.of());
    }

    public SimulatorSettings port(int wanted) {
        return new SimulatorSettings(host, wanted, publicUrl, seed, credentials, stateFile, kept, clock, switches);
    }

    public SimulatorSettings seed(long wanted) {
        return new SimulatorSettings(host, port, publicUrl, wanted, credentials, stateFile, kept, clock, switches);
    }

    public SimulatorSettings stateFile(Path wanted) {
        return new SimulatorSettings(host, port, publicUrl, seed, credentials, wanted, kept, clock, switches);
    }

    public SimulatorSettings clock(Clock wanted) {
        return new SimulatorSettings(host, port, publicUrl, seed, credentials, stateFile, kept, wanted, switches);
    }

    public SimulatorSettings credentials(String user, String secret) {
        return new SimulatorSettings(host, port, publicUrl, seed, new Credentials(user, secret), stateFile, kept, clock,
                switches);
    }

    /** The same with a switch in another position; it keeps it over a reset. */
    public SimulatorSettings with(String name, Object value) {
        var more = new LinkedHashMap<>(switches);
        more.put(name, value);
        return new SimulatorSettings(host, port, publicUrl, seed, credentials, stateFile, kept, clock, more);
    }

    private static long number(Map<String, String> environment, String name, long otherwise) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " is not a whole number: " + value, notANumber);
        }
    }
}
