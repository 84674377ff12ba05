package dev.hilo.local.settings;

/** The ports of the local system, each with the variable that moves it. */
public enum Port {
    GATEWAY("gateway", "HILO_GATEWAY_PORT", 8080), MESSAGING("messaging", "HILO_MESSAGING_PORT", 8081), PROVISIONING(
            "provisioning", "HILO_PROVISIONING_PORT", 8082), INGEST("ingest", "HILO_INGEST_PORT", 8083), SIMULATOR(
                    "simulator", "HILO_SIMULATOR_PORT", 8090), OIDC("keycloak", "HILO_OIDC_PORT", 8180), POSTGRES(
                            "postgres", "HILO_POSTGRES_PORT", 15432), KAFKA("kafka", "HILO_KAFKA_PORT", 19092),
    /** The broker's talk with itself; follows {@link #KAFKA} by one unless it is set. */
    KAFKA_CONTROLLER("kafka", "HILO_KAFKA_CONTROLLER_PORT", 19093);

    private final String part;
    private final String variable;
    private final int usual;

    Port(String part, String variable, int usual) {
        this.part = part;
        this.variable = variable;
        this.usual = usual;
    }

    /** The name of the part that listens there. */
    public String part() {
        return part;
    }

    public String variable() {
        return variable;
    }

    int usual() {
        return usual;
    }
}
