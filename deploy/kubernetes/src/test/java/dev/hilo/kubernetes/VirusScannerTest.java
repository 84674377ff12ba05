package dev.hilo.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The component {@code clamav}: on in production, off in the rehearsal. */
class VirusScannerTest {

    private static final Pattern LARGEST_FETCH = Pattern.compile("@WithDefault\\(\"(\\d+)\"\\)\\s+long fetchMaxBytes");

    @Test
    void messagingAsksTheScannerThatRunsBesideIt() {
        var service = Manifests.overlay("production").all(Service.class).stream()
                .filter(one -> one.getMetadata().getName().equals(messaging("production").get("CLAMAV_HOST")))
                .findFirst().orElseThrow();
        assertThat(service.getSpec().getSelector()).isEqualTo(scanner().getSpec().getSelector().getMatchLabels())
                .isEqualTo(scanner().getSpec().getTemplate().getMetadata().getLabels().entrySet().stream()
                        .filter(label -> label.getKey().equals("app.kubernetes.io/name"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getPort()).hasToString(messaging("production").get("CLAMAV_PORT"))
                    .hasToString(clamd().get("TCPSocket"));
            assertThat(clamdContainer().getPorts()).singleElement().satisfies(open -> {
                assertThat(open.getName()).isEqualTo(port.getTargetPort().getStrVal());
                assertThat(open.getContainerPort()).isEqualTo(port.getPort());
            });
        });
    }

    @Test
    void withoutTheComponentNothingOfItIsThere() {
        assertThat(Manifests.overlay("local").all(StatefulSet.class)).isEmpty();
        assertThat(messaging("local")).doesNotContainKeys("CLAMAV_HOST", "CLAMAV_PORT");
    }

    @Test
    void theLargestMediumIsReadToItsEnd() throws IOException {
        var config = Files.readString(Manifests.REPOSITORY.resolve(
                "messaging-service/src/main/java/dev/hilo/messaging/media/MediaConfig.java"));
        var largest = LARGEST_FETCH.matcher(config);
        assertThat(largest.find()).isTrue();
        var bytes = Long.parseLong(largest.group(1));
        assertThat(Stream.of("StreamMaxLength", "MaxFileSize", "MaxScanSize")).allSatisfy(
                limit -> assertThat(Long.parseLong(clamd().get(limit).replace("M", "")) << 20).as(limit)
                        .isGreaterThan(bytes));
    }

    @Test
    void itReadsTheSettingsAndTheSignaturesThatAreThere() {
        var pod = pod();
        assertThat(containers(pod)).allSatisfy(container -> {
            var folders = container.getVolumeMounts().stream().map(mount -> mount.getMountPath()).toList();
            assertThat(folders).contains(clamd().get("DatabaseDirectory"), "/tmp");
            assertThat(String.join(" ", container.getCommand())).containsPattern(
                    "--config-file=" + folders.get(1) + "/(clamd|freshclam)\\.conf");
        });
        assertThat(file("freshclam.conf").get("DatabaseDirectory")).isEqualTo(clamd().get("DatabaseDirectory"));
        assertThat(scanner().getSpec().getVolumeClaimTemplates()).extracting(claim -> claim.getMetadata().getName())
                .containsExactly("signatures");
        assertThat(pod.getInitContainers()).extracting(Container::getName).containsExactly("first-signatures");
    }

    @Test
    void itKeepsTheRestrictedRulesAndSaysWhatItNeeds() {
        var pod = pod();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(containers(pod)).hasSize(3).allSatisfy(container -> {
            var rules = container.getSecurityContext();
            assertThat(rules.getAllowPrivilegeEscalation()).isFalse();
            assertThat(rules.getReadOnlyRootFilesystem()).isTrue();
            assertThat(rules.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getImage()).matches("clamav/clamav:\\d+\\.\\d+\\.\\d+_base");
        });
    }

    @Test
    void onlyMessagingReachesItAndItReachesOnlyTheMirrors() {
        var policy = policy("clamav");
        assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                .isEqualTo(scanner().getSpec().getSelector().getMatchLabels());
        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getFrom()).singleElement().satisfies(peer -> assertThat(
                    peer.getPodSelector().getMatchLabels()).containsValue("messaging-service"));
            assertThat(rule.getPorts()).extracting(port -> port.getPort().getStrVal()).containsExactly("clamd");
        });
        var internet = policy("to-the-internet").getSpec().getEgress().getFirst();
        assertThat(policy.getSpec().getEgress()).hasSize(2).contains(internet)
                .filteredOn(rule -> !rule.equals(internet)).singleElement()
                .satisfies(rule -> assertThat(rule.getPorts())
                        .allSatisfy(port -> assertThat(port.getPort().getIntVal()).isEqualTo(53)));
        assertThat(policy("to-the-virus-scanner").getSpec().getEgress()).singleElement()
                .satisfies(rule -> assertThat(rule.getPorts()).extracting(port -> port.getPort().getIntVal())
                        .containsExactly(Integer.valueOf(clamd().get("TCPSocket"))));
    }

    private static StatefulSet scanner() {
        var all = Manifests.overlay("production").all(StatefulSet.class);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static PodSpec pod() {
        return scanner().getSpec().getTemplate().getSpec();
    }

    private static List<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()).toList();
    }

    private static Container clamdContainer() {
        return pod().getContainers().stream().filter(one -> one.getName().equals("clamd")).findFirst().orElseThrow();
    }

    private static NetworkPolicy policy(String name) {
        return Manifests.overlay("production").all(NetworkPolicy.class).stream()
                .filter(policy -> policy.getMetadata().getName().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, String> clamd() {
        return file("clamd.conf");
    }

    /** The settings of a file that is mounted into it. */
    private static Map<String, String> file(String name) {
        return config("production", "clamav-config").get(name).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2)).collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    private static Map<String, String> messaging(String overlay) {
        return config(overlay, "messaging-service-config");
    }

    private static Map<String, String> config(String overlay, String name) {
        return Manifests.overlay(overlay).all(ConfigMap.class).stream()
                .filter(config -> config.getMetadata().getName().startsWith(name)).findFirst().orElseThrow().getData();
    }
}
