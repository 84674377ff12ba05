package dev.hilo.kubernetes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresTest {

    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyServiceWithADatabaseHasItsOwnAndARoleThatOwnsIt(String overlay) {
        var cluster = cluster(overlay);
        var first = cluster.spec().bootstrap().initdb();
        var owners = Stream.concat(Stream.of(first.database() + " of " + first.owner()),
                Manifests.overlay(overlay).all(CloudNativePg.Database.class).stream()
                        .map(database -> database.spec().name() + " of " + database.spec().owner()));
        assertThat(owners).containsExactlyInAnyOrder("messaging of messaging", "provisioning of provisioning");
        assertThat(databasesThatServicesName(overlay)).containsExactlyInAnyOrder("messaging", "provisioning");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void aRoleEntersItsOwnDatabaseOverTlsAndNoOther(String overlay) {
        var rules = cluster(overlay).spec().postgresql().pgHba();
        assertThat(rules.getLast()).isEqualTo("host all all all reject");
        assertThat(rules.subList(0, rules.size() - 1)).hasSize(2)
                .allMatch(rule -> rule.matches("hostssl (\\w+) \\1 all scram-sha-256"));
        assertThat(cluster(overlay).spec().enableSuperuserAccess()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void aRolesPasswordIsTheOneThatItsServiceIsGiven(String overlay) {
        var cluster = cluster(overlay).spec();
        var given = WorkloadsTest.pods(overlay).stream()
                .flatMap(pod -> WorkloadsTest.onlyContainer(pod).getEnv().stream())
                .filter(variable -> variable.getName().equals("DATABASE_PASSWORD"))
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .collect(Collectors.toSet());
        assertThat(given).containsExactlyInAnyOrder(cluster.bootstrap().initdb().secret().name(),
                cluster.managed().roles().getFirst().passwordSecret().name());
    }

    @Test
    void inProductionACommitIsOnTwoMachinesAndInTheArchive() {
        var cluster = cluster("production").spec();
        assertThat(cluster.instances()).isGreaterThanOrEqualTo(3);
        assertThat(cluster.postgresql().synchronous().number()).isPositive();
        var store = Manifests.overlay("production").all(CloudNativePg.ObjectStore.class).getFirst();
        assertThat(cluster.plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.walArchiver()).isTrue();
            assertThat(plugin.parameters()).containsEntry("barmanObjectName", store.metadata().getName());
        });
        assertThat(Manifests.overlay("production").all(CloudNativePg.ScheduledBackup.class)).singleElement()
                .satisfies(backup -> assertThat(backup.spec().cluster().name())
                        .isEqualTo(cluster("production").metadata().getName()));
    }

    private static CloudNativePg.Cluster cluster(String overlay) {
        return Manifests.overlay(overlay).all(CloudNativePg.Cluster.class).getFirst();
    }

    private static List<String> databasesThatServicesName(String overlay) {
        return Manifests.overlay(overlay).all(ConfigMap.class).stream()
                .map(config -> config.getData().get("DATABASE_URL"))
                .filter(url -> url != null)
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }
}
