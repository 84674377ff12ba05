package dev.hilo.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RenderingTest {

    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyDocumentIsOfAKnownKindWithoutAnUnknownField(String overlay) {
        assertThat(Manifests.overlay(overlay).documents()).hasSizeGreaterThan(40)
                .allSatisfy(document -> assertThat(Manifests.typed(document)).isNotNull());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingButTheNamespaceLiesInOneNamespace(String overlay) {
        assertThat(Manifests.overlay(overlay).documents())
                .filteredOn(document -> !document.path("kind").asText().equals("Namespace"))
                .allSatisfy(document -> assertThat(document.at("/metadata/namespace").asText()).isEqualTo("hilo"));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everythingBelongsToOneStageOfTheRollOut(String overlay) {
        assertThat(Manifests.overlay(overlay).documents()).allSatisfy(document -> assertThat(
                document.path("metadata").path("labels").path("hilo.dev/stage").asText())
                .as(nameOf(document))
                .isIn("data", "migration", "service"));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void noObjectIsThereTwice(String overlay) {
        assertThat(Manifests.overlay(overlay).documents().stream().map(RenderingTest::nameOf)).doesNotHaveDuplicates();
    }

    /** But for components, which change what another folder makes. */
    @Test
    void everyFolderWithAKustomizationRendersOnItsOwn() {
        assertThat(folders())
                .filteredOn(folder -> !isComponent(folder))
                .hasSizeGreaterThan(8)
                .allSatisfy(folder -> assertThat(Kubectl.kustomize(folder)).isNotBlank());
    }

    /** But for the volume of the pictures, which a bucket replaces there. */
    @Test
    void everyManifestIsPartOfProduction() throws IOException {
        var rendered = Manifests.overlay("production").documents().stream().map(RenderingTest::nameOf)
                .collect(Collectors.toSet());
        try (var files = Files.walk(Manifests.HERE)) {
            var written = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.startsWith(Manifests.HERE.resolve("target")))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .flatMap(RenderingTest::documentsOf)
                    .map(RenderingTest::nameOf)
                    .filter(name -> !name.equals("PersistentVolumeClaim/messaging-media"));
            assertThat(written).isNotEmpty().allSatisfy(name -> assertThat(rendered).contains(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "Kafka", "KafkaUser", "KafkaTopic", "HTTPRoute", "NetworkPolicy", "Cluster",
            "ObjectStore", "PodMonitor", "PrometheusRule", "StatefulSet"})
    void aFieldThatTheKindDoesNotHaveIsRefused(String kind) {
        var document = anyOf(kind);
        ((ObjectNode) document.path("spec")).put("inventedByNobody", true);
        assertThatThrownBy(() -> Manifests.typed(document)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("inventedByNobody");
    }

    @Test
    void anUnknownFieldDeepInsideIsRefusedToo() {
        var document = anyOf("Deployment");
        ((ObjectNode) document.at("/spec/template/spec/containers/0/securityContext")).put("readOnlyFilesystem", true);
        assertThatThrownBy(() -> Manifests.typed(document)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("readOnlyFilesystem");
    }

    static Stream<Path> kustomizations() {
        return folders().stream();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void noKustomizationMakesASecret(Path folder) throws IOException {
        assertThat(Files.readString(folder.resolve("kustomization.yaml"))).doesNotContain("secretGenerator");
    }

    private static JsonNode anyOf(String kind) {
        return Manifests.overlay("production").documents().stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst().orElseThrow().deepCopy();
    }

    private static List<Path> folders() {
        try (var files = Files.walk(Manifests.HERE)) {
            return files.filter(file -> file.endsWith("kustomization.yaml")).map(Path::getParent).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isComponent(Path folder) {
        return documentsOf(folder.resolve("kustomization.yaml"))
                .anyMatch(document -> document.path("kind").asText().equals("Component"));
    }

    private static Stream<JsonNode> documentsOf(Path file) {
        try {
            return Manifests.documents(Files.readString(file)).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String nameOf(JsonNode document) {
        return document.path("kind").asText() + "/" + document.at("/metadata/name").asText();
    }
}
