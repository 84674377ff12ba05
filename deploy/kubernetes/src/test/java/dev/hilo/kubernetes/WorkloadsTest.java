package dev.hilo.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadsTest {

    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void thereIsOneDeploymentPerService(String overlay) {
        assertThat(deployments(overlay)).extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(Manifests.SERVICES);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyServiceIsAskedWhetherItHasStartedIsReadyAndLives(String overlay) {
        assertThat(deployments(overlay)).allSatisfy(deployment -> {
            var container = onlyContainer(deployment.getSpec().getTemplate());
            assertThat(pathOf(container.getStartupProbe())).isEqualTo("/q/health/started");
            assertThat(pathOf(container.getReadinessProbe())).isEqualTo("/q/health/ready");
            assertThat(pathOf(container.getLivenessProbe())).isEqualTo("/q/health/live");
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyServiceHasTheTimeToFinishWhatItHolds(String overlay) throws IOException {
        var shutdown = Duration.parse("PT" + Settings.shared().getProperty("quarkus.shutdown.timeout"));
        assertThat(deployments(overlay)).allSatisfy(deployment -> {
            var pod = deployment.getSpec().getTemplate().getSpec();
            var pause = onlyContainer(deployment.getSpec().getTemplate()).getLifecycle().getPreStop().getSleep();
            assertThat(pause.getSeconds()).isPositive();
            assertThat(pod.getTerminationGracePeriodSeconds())
                    .isGreaterThan(pause.getSeconds() + 2 * shutdown.toSeconds());
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void noInstanceIsTakenAwayBeforeItsSuccessorIsReady(String overlay) {
        assertThat(deployments(overlay)).allSatisfy(deployment -> {
            assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
            assertThat(deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints()).isNotEmpty();
        });
    }

    @Test
    void inProductionNothingRunsAlone() {
        assertThat(deployments("production"))
                .allSatisfy(deployment -> assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyServiceHasADisruptionBudgetAndAServiceForItsPods(String overlay) {
        var budgets = Manifests.overlay(overlay).all(PodDisruptionBudget.class);
        var services = Manifests.overlay(overlay).all(Service.class);
        assertThat(deployments(overlay)).allSatisfy(deployment -> {
            var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
            var ports = onlyContainer(deployment.getSpec().getTemplate()).getPorts();
            assertThat(deployment.getSpec().getSelector().getMatchLabels()).matches(labelsOf(labels));
            assertThat(budgets)
                    .filteredOn(budget -> labelsOf(labels).test(budget.getSpec().getSelector().getMatchLabels()))
                    .hasSize(1);
            assertThat(services).filteredOn(service -> labelsOf(labels).test(service.getSpec().getSelector()))
                    .singleElement()
                    .satisfies(service -> assertThat(service.getSpec().getPorts())
                            .extracting(port -> port.getTargetPort().getStrVal())
                            .isSubsetOf(ports.stream().map(port -> port.getName()).toList()));
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPodKeepsTheRestrictedRules(String overlay) {
        assertThat(pods(overlay)).hasSize(6).allSatisfy(template -> {
            var pod = template.getSpec();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            var container = onlyContainer(template);
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
            assertThat(container.getVolumeMounts())
                    .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyPodSaysWhatItNeeds(String overlay) {
        assertThat(pods(overlay)).allSatisfy(template -> {
            var resources = onlyContainer(template).getResources();
            assertThat(resources.getRequests()).containsKeys("cpu", "memory");
            assertThat(resources.getLimits()).containsKey("memory");
            assertThat(resources.getLimits().get("memory").getNumericalAmount())
                    .isGreaterThanOrEqualTo(resources.getRequests().get("memory").getNumericalAmount());
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyImageHasAVersion(String overlay) {
        assertThat(pods(overlay)).extracting(template -> onlyContainer(template).getImage())
                .allMatch(image -> image.matches(".+:\\d+\\.\\d+\\.\\d+(@sha256:[0-9a-f]{64})?"));
        assertThat(Manifests.overlay(overlay).documents())
                .noneMatch(document -> document.toString().contains(":latest"));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyMountedVolumeExists(String overlay) {
        assertThat(pods(overlay)).allSatisfy(template -> assertThat(onlyContainer(template).getVolumeMounts())
                .extracting(mount -> mount.getName())
                .containsExactlyInAnyOrderElementsOf(
                        template.getSpec().getVolumes().stream().map(volume -> volume.getName()).toList()));
    }

    /** {@code java -cp} finds the class in the fast-jar's folders, so the name is checked against the source. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void aMigrationRunsOurMigrationInTheImageOfItsService(String overlay) {
        var source = Manifests.REPOSITORY.resolve("platform/src/main/java/dev/hilo/platform/database/Migrate.java");
        assertThat(source).content().contains("package dev.hilo.platform.database;").contains("void main(String[]");
        var images = deployments(overlay).stream()
                .map(deployment -> onlyContainer(deployment.getSpec().getTemplate()).getImage()).toList();
        assertThat(Manifests.overlay(overlay).all(Job.class)).hasSize(2).allSatisfy(job -> {
            var container = onlyContainer(job.getSpec().getTemplate());
            assertThat(images).contains(container.getImage());
            assertThat(container.getCommand()).endsWith("dev.hilo.platform.database.Migrate");
            assertThat(container.getEnv()).extracting(variable -> variable.getName()).allSatisfy(
                    name -> assertThat(Files.readString(source)).contains("env.get(\"" + name + "\")"));
            assertThat(container.getEnv()).anySatisfy(variable -> assertThat(variable.getValue())
                    .contains("sslmode=verify-full"));
        });
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void theOutsideReachesTheGatewayAndTheIntakeOnly(String overlay) {
        var rules = Manifests.overlay(overlay).all(HTTPRoute.class).stream()
                .flatMap(route -> route.getSpec().getRules().stream()).toList();
        assertThat(rules).flatExtracting(rule -> rule.getBackendRefs()).extracting(backend -> backend.getName())
                .containsOnly("chat-gateway", "webhook-ingest-service");
        assertThat(rules).filteredOn(rule -> rule.getBackendRefs().stream()
                .anyMatch(backend -> backend.getName().equals("webhook-ingest-service")))
                .flatExtracting(rule -> rule.getMatches())
                .allSatisfy(match -> assertThat(match.getPath().getValue()).startsWith("/webhooks/"));
        assertThat(rules).filteredOn(rule -> rule.getMatches().stream()
                .anyMatch(match -> match.getPath().getValue().equals("/q")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getBackendRefs()).isEmpty());
    }

    @Test
    void inProductionEveryPodIsUnderANetworkPolicyInBothDirections() {
        var policies = Manifests.overlay("production").all(NetworkPolicy.class);
        assertThat(pods("production")).allSatisfy(template -> {
            var name = template.getMetadata().getLabels().get("app.kubernetes.io/name");
            assertThat(policies).filteredOn(policy -> policy.getSpec().getPolicyTypes()
                    .containsAll(List.of("Ingress", "Egress"))).anyMatch(policy -> selects(policy, name));
        });
    }

    @Test
    void inProductionPicturesLieInABucketAndNoVolumeIsShared() {
        var production = Manifests.overlay("production");
        assertThat(production.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(production.all(ConfigMap.class)).filteredOn(config -> config.getData().containsKey("MEDIA_STORE"))
                .singleElement().satisfies(config -> assertThat(config.getData()).containsEntry("MEDIA_STORE", "s3")
                        .containsKeys("MEDIA_S3_REGION", "MEDIA_S3_BUCKET"));
        var messaging = deployments("production").stream()
                .filter(deployment -> deployment.getMetadata().getName().equals("messaging-service"))
                .map(deployment -> deployment.getSpec().getTemplate()).findFirst().orElseThrow();
        assertThat(messaging.getSpec().getVolumes()).noneMatch(volume -> volume.getPersistentVolumeClaim() != null);
        assertThat(onlyContainer(messaging).getEnv())
                .filteredOn(variable -> variable.getName().startsWith("MEDIA_S3_"))
                .extracting(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .containsExactly("hilo-media-store", "hilo-media-store");
    }

    @Test
    void inProductionMediaAreFetchedFromTheInternetOnly() {
        var toTheInternet = Manifests.overlay("production").all(NetworkPolicy.class).stream()
                .filter(policy -> policy.getMetadata().getName().equals("to-the-internet")).findFirst().orElseThrow();
        assertThat(toTheInternet.getSpec().getEgress()).singleElement().satisfies(rule -> {
            assertThat(rule.getTo()).singleElement().satisfies(peer -> assertThat(peer.getIpBlock().getExcept())
                    .contains("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                            "192.168.0.0/16"));
            assertThat(rule.getPorts()).extracting(port -> port.getPort().getIntVal()).containsExactly(443);
        });
    }

    /** A call of one service to another, as the addresses in its settings have it. */
    @Test
    void inProductionEveryServiceReachesThoseThatItCallsAndNobodyElse() {
        var config = Manifests.overlay("production").all(ConfigMap.class);
        var policies = Manifests.overlay("production").all(NetworkPolicy.class);
        for (var caller : Manifests.SERVICES) {
            var called = config.stream().filter(map -> map.getMetadata().getName().startsWith(caller + "-config-"))
                    .flatMap(map -> map.getData().values().stream())
                    .flatMap(value -> Manifests.SERVICES.stream().filter(name -> value.equals("http://" + name)))
                    .collect(Collectors.toSet());
            for (var other : Manifests.SERVICES) {
                var out = policies.stream().filter(policy -> selects(policy, caller))
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .flatMap(rule -> rule.getTo().stream()).anyMatch(peer -> names(peer.getPodSelector(), other));
                var in = policies.stream().filter(policy -> selects(policy, other))
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .flatMap(rule -> rule.getFrom().stream())
                        .anyMatch(peer -> names(peer.getPodSelector(), caller));
                assertThat(List.of(out, in)).as("%s calls %s", caller, other).containsOnly(called.contains(other));
            }
        }
    }

    private static boolean selects(NetworkPolicy policy, String name) {
        return names(policy.getSpec().getPodSelector(), name);
    }

    private static boolean names(LabelSelector selector, String name) {
        return selector != null && (name.equals(selector.getMatchLabels().get("app.kubernetes.io/name"))
                || listed(selector, name));
    }

    private static boolean listed(LabelSelector selector, String name) {
        return selector.getMatchExpressions().stream().anyMatch(expression -> expression.getOperator().equals("In")
                && expression.getKey().equals("app.kubernetes.io/name") && expression.getValues().contains(name));
    }

    private static Predicate<Map<String, String>> labelsOf(Map<String, String> labels) {
        return selector -> !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    static List<Deployment> deployments(String overlay) {
        return Manifests.overlay(overlay).all(Deployment.class);
    }

    static List<PodTemplateSpec> pods(String overlay) {
        return Stream.concat(deployments(overlay).stream().map(deployment -> deployment.getSpec().getTemplate()),
                Manifests.overlay(overlay).all(Job.class).stream().map(job -> job.getSpec().getTemplate())).toList();
    }

    static Container onlyContainer(PodTemplateSpec template) {
        assertThat(template.getSpec().getInitContainers()).isEmpty();
        assertThat(template.getSpec().getContainers()).hasSize(1);
        return template.getSpec().getContainers().getFirst();
    }

    private static String pathOf(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }
}
