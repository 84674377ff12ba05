package dev.hilo.local.service;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.postgres.Migrations;
import dev.hilo.local.process.Http;
import dev.hilo.local.process.JavaCommand;
import dev.hilo.local.process.Launch;
import dev.hilo.local.running.Part;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** One of the four services, as Maven has packaged it, in a process of its own. */
public final class QuarkusService implements Part {

    private static final String PATIENCE = "3M";

    private final Settings settings;
    private final Port port;
    private final String module;
    private final Tier tier;
    private final Set<String> needs;

    private QuarkusService(Settings settings, Port port, String module, Tier tier, Set<String> needs) {
        this.settings = settings;
        this.port = port;
        this.module = module;
        this.tier = tier;
        this.needs = needs;
    }

    public static QuarkusService ingest(Settings settings) {
        return new QuarkusService(settings, Port.INGEST, "webhook-ingest-service", Tier.EDGE, Set.of("kafka"));
    }

    public static QuarkusService gateway(Settings settings) {
        return new QuarkusService(settings, Port.GATEWAY, "chat-gateway", Tier.EDGE, Set.of("kafka"));
    }

    public static QuarkusService messaging(Settings settings) {
        return new QuarkusService(settings, Port.MESSAGING, "messaging-service", Tier.CORE,
                Set.of("kafka", "postgres"));
    }

    public static QuarkusService provisioning(Settings settings) {
        return new QuarkusService(settings, Port.PROVISIONING, "provisioning-service", Tier.CORE,
                Set.of("kafka", "postgres"));
    }

    @Override
    public String name() {
        return port.part();
    }

    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Integer port() {
        return settings.port(port);
    }

    @Override
    public Launch prepare(Step step) throws IOException {
        var jar = settings.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException("%s is not built: %s is missing".formatted(module, jar));
        }
        // PostgreSQL's start has done this, but a service that is built anew and restarted may bring new scripts.
        Migrations.apply(settings, name());
        var folder = Files.createDirectories(settings.home().resolve("work").resolve(name()));
        var command = JavaCommand
                .options("-Xms48m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k", "-XX:ReservedCodeCacheSize=96m",
                        "-XX:+ExitOnOutOfMemoryError", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .andThose(settings.javaOptions(name()))
                .jar(jar);
        return Launch.of(command, environment(), folder);
    }

    @Override
    public Duration startLimit() {
        return Duration.ofMinutes(4);
    }

    @Override
    public boolean answers() {
        return Http.isOk(settings.url(port) + "/q/health/ready");
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(settings.forServices());
        environment.put("HTTP_PORT", Integer.toString(port()));
        environment.put("HTTP_HOST", "127.0.0.1");
        waitForKeycloak(environment, "QUARKUS_OIDC_");
        if (port == Port.GATEWAY) {
            waitForKeycloak(environment, "QUARKUS_OIDC_BEARER_"); // its second tenant
        }
        if (needs.contains("postgres")) {
            environment.put("DATABASE_URL", settings.databaseUrl(name()));
            environment.put("DATABASE_USER", name());
            environment.put("DATABASE_PASSWORD", name());
        }
        return environment;
    }

    /**
     * They start beside Keycloak, which takes longest, the first time a minute. Both settings are needed: one says how
     * long it is tried, the other how long the start waits for it. A service that went on without would only connect on
     * its first request.
     */
    private static void waitForKeycloak(Map<String, String> environment, String tenant) {
        environment.put(tenant + "CONNECTION_DELAY", PATIENCE);
        environment.put(tenant + "CONNECTION_TIMEOUT", PATIENCE);
    }
}
