package dev.hilo.kubernetes;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    static final List<String> OVERLAYS = Manifests.OVERLAYS;
    private static final Pattern CONFIDENTIAL = Pattern
            .compile(".*(SECRET|PASSWORD|PRIVATE|API_KEY|SIGNING_KEY|JAAS_CONFIG|TOKEN)(_.*)?");
    /** A default that fits one developer's machine only. */
    private static final Pattern ONE_MACHINE = Pattern
            .compile(".*(localhost|127\\.0\\.0\\.1|\\.hilo/|dev-|hilo-secret).*");
    private static final long KIB_OF_HEAP_A_SOCKET = 24;
    private static final long HEAP_OF_ALL_ELSE = 192L << 20;
    /** Read by Quarkus and the JVM themselves (checked against Quarkus 3.32's list of settings). */
    private static final Set<String> OF_THE_PLATFORM = Set.of("JAVA_TOOL_OPTIONS",
            "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE",
            "QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM",
            "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM",
            "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS");

    static Stream<Arguments> services() {
        return Manifests.OVERLAYS.stream().flatMap(overlay -> Manifests.SERVICES.stream()
                .map(service -> Arguments.of(overlay, service)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyVariableIsOneThatTheServiceReads(String overlay, String service) throws IOException {
        var read = Settings.variablesOf(service).keySet();
        assertThat(environment(overlay, service).keySet()).isNotEmpty()
                .allSatisfy(name -> assertThat(read.contains(name) || OF_THE_PLATFORM.contains(name) || isKafka(name))
                        .as("%s reads %s", service, name).isTrue());
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyDefaultThatFitsOneMachineOnlyIsReplaced(String overlay, String service) throws IOException {
        var given = environment(overlay, service).keySet();
        assertThat(Settings.variablesOf(service)).allSatisfy((name, inhouse) -> {
            if (ONE_MACHINE.matcher(inhouse).matches() || (isConfidential(name) && !inhouse.isEmpty())) {
                assertThat(given).as("%s has the default %s", name, inhouse).contains(name);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void theContainersPortIsTheOneThatTheServiceOpens(String overlay, String service) throws IOException {
        var port = Settings.variablesOf(service).get("HTTP_PORT");
        assertThat(container(overlay, service).getPorts()).singleElement()
                .satisfies(open -> assertThat(open.getContainerPort()).hasToString(port));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingConfidentialComesFromASecret(String overlay) {
        assertThat(WorkloadsTest.pods(overlay))
                .flatExtracting(template -> WorkloadsTest.onlyContainer(template).getEnv())
                .filteredOn(variable -> isConfidential(variable.getName()))
                .hasSizeGreaterThan(8)
                .allSatisfy(variable -> {
                    assertThat(variable.getValue()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isNotBlank();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getKey()).isNotBlank();
                });
        assertThat(Manifests.overlay(overlay).all(ConfigMap.class))
                .allSatisfy(config -> assertThat(config.getData().keySet()).noneMatch(SettingsTest::isConfidential));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void noSecretLiesInTheRepository(String overlay) {
        assertThat(Manifests.overlay(overlay).documents())
                .noneMatch(document -> document.path("kind").asText().equals(Secret.class.getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void noDevelopmentSecretOrAddressIsGiven(String overlay, String service) {
        assertThat(environment(overlay, service).values())
                .noneMatch(value -> ONE_MACHINE.matcher(value.replace("hilo.localhost", "")).matches());
    }

    /** 60 % of the limit are heap (JAVA_TOOL_OPTIONS). ./hilo bench fanout measures what an idle socket takes of it. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void theGatewayTakesNoMoreSocketsThanItsHeapHolds(String overlay) {
        var sockets = Long.parseLong(environment(overlay, "chat-gateway").get("HILO_MOST_SOCKETS"));
        var heap = Quantity.getAmountInBytes(
                container(overlay, "chat-gateway").getResources().getLimits().get("memory")).longValue() * 60 / 100;
        assertThat(environment(overlay, "chat-gateway").get("JAVA_TOOL_OPTIONS")).contains("MaxRAMPercentage=60");
        assertThat(sockets * KIB_OF_HEAP_A_SOCKET * 1024).isLessThan(heap - HEAP_OF_ALL_ELSE);
        assertThat(Long.parseLong(environment(overlay, "chat-gateway").get("HILO_TRUSTED_PROXIES"))).isPositive();
    }

    /** All variables of a service's container by name; one that comes from a secret has an empty value here. */
    private static Map<String, String> environment(String overlay, String service) {
        Map<String, String> variables = new HashMap<>();
        var configs = Manifests.overlay(overlay).all(ConfigMap.class);
        var container = container(overlay, service);
        container.getEnvFrom().forEach(from -> configs.stream()
                .filter(config -> config.getMetadata().getName().equals(from.getConfigMapRef().getName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(from.getConfigMapRef().getName() + " is not there"))
                .getData().forEach((name, value) -> assertThat(variables.put(name, value)).as(name).isNull()));
        for (EnvVar variable : container.getEnv()) {
            var value = variable.getValue() == null ? "" : variable.getValue();
            assertThat(variables.put(variable.getName(), value)).as(variable.getName()).isNull();
        }
        return variables;
    }

    private static Container container(String overlay, String service) {
        return WorkloadsTest.deployments(overlay).stream()
                .filter(deployment -> deployment.getMetadata().getName().equals(service))
                .map(deployment -> WorkloadsTest.onlyContainer(deployment.getSpec().getTemplate()))
                .findFirst().orElseThrow();
    }

    /** Quarkus turns KAFKA_SSL_TRUSTSTORE_TYPE into ssl.truststore.type for every client. */
    private static boolean isKafka(String name) {
        return name.startsWith("KAFKA_") && ProducerConfig.configNames()
                .contains(String.join(".", Arrays.asList(name.substring(6).toLowerCase(Locale.ROOT).split("_", -1))));
    }

    private static boolean isConfidential(String name) {
        return CONFIDENTIAL.matcher(name).matches();
    }
}
