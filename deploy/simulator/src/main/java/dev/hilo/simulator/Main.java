package dev.hilo.simulator;

/** Starts the simulator as a process, settings from the environment; see {@link SimulatorSettings#fromEnvironment}. */
public final class Main {

    private static final int CANNOT_START = 2;

    private Main() {
    }

    public static void main(String... arguments) {
        // Netty then leaves sun.misc.Unsafe alone, and the JVM prints no warning about it.
        System.setProperty("io.netty.noUnsafe", "true");
        System.setProperty("vertx.disableDnsResolver", "true");
        try {
            run(SimulatorSettings.fromEnvironment(System.getenv()));
        } catch (IllegalArgumentException | IllegalStateException failure) {
            var cause = failure.getCause();
            System.err.println("The carrier simulator cannot start: " + failure.getMessage()
                    + (cause == null ? "" : " (" + cause.getMessage() + ")")
                    + ". HILO_SIMULATOR_PORT and HILO_SIMULATOR_HOST move it.");
            System.exit(CANNOT_START);
        }
    }

    private static void run(SimulatorSettings settings) {
        var simulator = Simulator.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "shutdown"));
        System.out.println(
                "Carrier simulator: phone " + simulator.baseUrl() + "/  API " + simulator.apiBase() + "  control "
                        + simulator.baseUrl() + "/control  (seed " + settings.seed() + ")");
    }
}
