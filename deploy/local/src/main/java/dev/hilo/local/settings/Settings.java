package dev.hilo.local.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The environment of one local system, read once. Everything has a local default; moving {@code HILO_HOME} and all the
 * ports gives a second system beside the first.
 */
public final class Settings {

    private static final String DEVELOPMENT_WEBHOOK_SECRET = "dev-webhook-secret";
    /** The carrier's hosts that are not the real one: only there are demo numbers bought without being asked. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Path root;
    private final Map<String, String> env;
    private final Map<Port, Integer> ports;
    private final Secrets secrets;

    private Settings(Path root, Map<String, String> env) {
        this.root = root.toAbsolutePath().normalize();
        this.env = Map.copyOf(env);
        this.ports = ports(env);
        this.secrets = new Secrets(home().resolve("secrets"));
    }

    /**
     * @param root the folder of the repository
     * @throws SettingsProblem when a port is not a number, or two parts would share one
     */
    public static Settings of(Path root, Map<String, String> env) {
        return new Settings(root, env);
    }

    public Path root() {
        return root;
    }

    /** Where data, logs and the records of running processes lie. */
    public Path home() {
        return folder("HILO_HOME", root.resolve(".hilo"));
    }

    /** Unpacked PostgreSQL and Keycloak: shared by all local systems of this repository, never wiped. */
    public Path programs() {
        return folder("HILO_PROGRAMS", root.resolve(".hilo/programs"));
    }

    public int port(Port port) {
        var number = ports.get(port);
        return number == null ? port.usual() : number;
    }

    /** The address that our own processes use for one another. */
    public String url(Port port) {
        return "http://127.0.0.1:" + port(port);
    }

    public String publicBaseUrl() {
        return get("PUBLIC_BASE_URL", "http://localhost:" + port(Port.GATEWAY));
    }

    /** Where the carrier reaches the intake. */
    public String webhookBaseUrl() {
        return get("WEBHOOK_BASE_URL", "http://localhost:" + port(Port.INGEST));
    }

    public String webhookSecret() {
        return get("WEBHOOK_SECRET", DEVELOPMENT_WEBHOOK_SECRET);
    }

    /** For a screen that ends up in a log file: a secret that somebody set is named, not told. */
    public String shownWebhookSecret() {
        return webhookSecret().equals(DEVELOPMENT_WEBHOOK_SECRET) ? DEVELOPMENT_WEBHOOK_SECRET : "$WEBHOOK_SECRET";
    }

    /** With {@code localhost}, not the number: browser and services must see the same issuer. */
    public String oidcUrl() {
        return "http://localhost:" + port(Port.OIDC);
    }

    public String issuer() {
        return oidcUrl() + "/realms/hilo";
    }

    public String gatewayClientSecret() {
        return get("HILO_OIDC_SECRET", "dev-gateway-secret");
    }

    public String integratorClientSecret() {
        return get("HILO_INTEGRATOR_SECRET", "dev-integrator-secret");
    }

    public String kafkaBootstrapServers() {
        return "127.0.0.1:" + port(Port.KAFKA);
    }

    /** @param database also the name of the role that owns it, and locally its password */
    public String jdbcUrl(String database) {
        return "jdbc:" + databaseUrl(database);
    }

    public String databaseUrl(String database) {
        return "postgresql://127.0.0.1:" + port(Port.POSTGRES) + "/" + database;
    }

    public String carrierUrl() {
        return get("BULKVS_API_BASE", simulatedCarrierUrl());
    }

    public String campaign() {
        return get("TCR_CAMPAIGN_ID", "C0DEMO1");
    }

    /**
     * Whether our simulator plays the carrier: so unless {@code BULKVS_API_BASE} names another address. The simulator's
     * own address counts as none, so that a shell that evaluated {@code ./hilo env} starts it too.
     */
    public boolean simulated() {
        return carrierUrl().equals(simulatedCarrierUrl());
    }

    /** Whether the carrier is a program on this machine, so that buying a number costs nobody money. */
    public boolean carrierOnThisMachine() {
        var host = URI.create(carrierUrl()).getHost();
        return host != null && THIS_MACHINE.contains(host);
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Options that a person adds for one of our programs: {@code HILO_MESSAGING_JAVA_OPTS}. */
    public String javaOptions(String part) {
        return get("HILO_" + part.toUpperCase(Locale.ROOT) + "_JAVA_OPTS", "");
    }

    /** What every service reads, by the names the services use. */
    public Map<String, String> forServices() {
        var all = new LinkedHashMap<String, String>();
        all.put("PUBLIC_BASE_URL", publicBaseUrl());
        all.put("WEBHOOK_BASE_URL", webhookBaseUrl());
        all.put("WEBHOOK_SECRET", webhookSecret());
        all.put("BULKVS_API_BASE", carrierUrl());
        all.put("BULKVS_API_KEY", get("BULKVS_API_KEY", "hilo"));
        all.put("BULKVS_API_SECRET", get("BULKVS_API_SECRET", "hilo-secret"));
        all.put("BULKVS_ACCOUNT_ID", get("BULKVS_ACCOUNT_ID", "hilo"));
        all.put("CARRIER_RECORDER_DIRECTORY", get("CARRIER_RECORDER_DIRECTORY", ""));
        all.put("TCR_BRAND_ID", get("TCR_BRAND_ID", "B0DEMO1"));
        all.put("TCR_CAMPAIGN_ID", campaign());
        all.put("OIDC_ISSUER", issuer());
        all.put("HILO_OIDC_SECRET", gatewayClientSecret());
        all.put("HILO_SESSION_SECRET", getOrDraw("HILO_SESSION_SECRET", "session"));
        all.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrapServers());
        all.put("MESSAGING_URL", url(Port.MESSAGING));
        all.put("PROVISIONING_URL", url(Port.PROVISIONING));
        all.put("INGEST_URL", url(Port.INGEST));
        all.put("MEDIA_DIRECTORY", get("MEDIA_DIRECTORY", home().resolve("media").toString()));
        all.put("MEDIA_ALLOWED_HOSTS", get("MEDIA_ALLOWED_HOSTS",
                "127.0.0.1:%1$d,localhost:%1$d".formatted(port(Port.SIMULATOR))));
        all.put("MEDIA_SIGNING_KEY", getOrDraw("MEDIA_SIGNING_KEY", "media-signing-key"));
        all.putAll(webPush());
        all.put("PUSH_ALLOWED_HOSTS", get("PUSH_ALLOWED_HOSTS", ""));
        return all;
    }

    /** Everything that can be set, as it now stands. */
    public Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        all.put("HILO_HOME", home().toString());
        for (var port : Port.values()) {
            all.put(port.variable(), Integer.toString(port(port)));
        }
        all.putAll(forServices());
        all.put("HILO_INTEGRATOR_SECRET", integratorClientSecret());
        all.put("HILO_MESSAGING_DATABASE_URL", withLogin("messaging"));
        all.put("HILO_PROVISIONING_DATABASE_URL", withLogin("provisioning"));
        all.put("HILO_SIMULATOR_URL", url(Port.SIMULATOR));
        return all;
    }

    /** Both halves that somebody set, or both of our own: browsers are bound to a pair. */
    private Map<String, String> webPush() {
        var set = get("HILO_VAPID_PUBLIC", "");
        var pair = set.isEmpty()
                ? secrets.keyPair("web-push")
                : new Secrets.KeyPair(set, get("HILO_VAPID_PRIVATE", ""));
        return Map.of("HILO_VAPID_PUBLIC", pair.publicKey(), "HILO_VAPID_PRIVATE", pair.privateKey(),
                "HILO_VAPID_SUBJECT", get("HILO_VAPID_SUBJECT", "mailto:hilo@localhost"));
    }

    private String withLogin(String database) {
        return databaseUrl(database).replace("://", "://%1$s:%1$s@".formatted(database));
    }

    private String simulatedCarrierUrl() {
        return url(Port.SIMULATOR) + "/api/v1.0";
    }

    private Path folder(String variable, Path usual) {
        return Path.of(get(variable, usual.toString())).toAbsolutePath().normalize();
    }

    /** An empty variable counts as one that is not set. */
    private String get(String variable, String usual) {
        var value = env.get(variable);
        return value == null || value.isBlank() ? usual : value.strip();
    }

    private String getOrDraw(String variable, String secret) {
        var value = get(variable, "");
        return value.isEmpty() ? secrets.get(secret) : value;
    }

    private static Map<Port, Integer> ports(Map<String, String> env) {
        var ports = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            var set = number(port, env.get(port.variable()));
            ports.put(port, set != null ? set : usual(port, ports));
        }
        var seen = new LinkedHashMap<Integer, Port>();
        ports.forEach((port, number) -> {
            var other = seen.putIfAbsent(number, port);
            if (other != null) {
                throw new SettingsProblem("%s and %s are both %d: give each its own port"
                        .formatted(other.variable(), port.variable(), number));
            }
        });
        return ports;
    }

    private static int usual(Port port, Map<Port, Integer> before) {
        var kafka = before.get(Port.KAFKA);
        return port == Port.KAFKA_CONTROLLER && kafka != null ? kafka + 1 : port.usual();
    }

    private static @Nullable Integer number(Port port, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            var number = Integer.parseInt(value.strip());
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, with the same words as a number out of range
        }
        throw new SettingsProblem("%s is not a port: %s".formatted(port.variable(), value));
    }
}
