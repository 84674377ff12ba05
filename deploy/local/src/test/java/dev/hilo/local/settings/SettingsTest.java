package dev.hilo.local.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @TempDir
    private Path root;

    @Test
    void hasALocalDefaultForEverything() {
        var settings = settings(Map.of());

        assertThat(settings.home()).isEqualTo(root.resolve(".hilo"));
        assertThat(settings.publicBaseUrl()).isEqualTo("http://localhost:8080");
        assertThat(settings.issuer()).isEqualTo("http://localhost:8180/realms/hilo");
        assertThat(settings.databaseUrl("messaging")).isEqualTo("postgresql://127.0.0.1:15432/messaging");
        assertThat(settings.kafkaBootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(settings.webhookSecret()).isEqualTo("dev-webhook-secret");
        assertThat(settings.simulated()).isTrue();
    }

    @Test
    void showsTheDevelopmentSecretAndNoOther() {
        assertThat(settings(Map.of()).shownWebhookSecret()).isEqualTo("dev-webhook-secret");
        assertThat(settings(Map.of("WEBHOOK_SECRET", "0c8f-real")).shownWebhookSecret()).isEqualTo("$WEBHOOK_SECRET");
    }

    @Test
    void addressesFollowTheirPort() {
        var settings = settings(
                Map.of("HILO_GATEWAY_PORT", "9001", "HILO_INGEST_PORT", "9002", "HILO_OIDC_PORT", "9003",
                        "HILO_SIMULATOR_PORT", "9004", "HILO_KAFKA_PORT", "9005"));

        assertThat(settings.publicBaseUrl()).isEqualTo("http://localhost:9001");
        assertThat(settings.webhookBaseUrl()).isEqualTo("http://localhost:9002");
        assertThat(settings.issuer()).isEqualTo("http://localhost:9003/realms/hilo");
        assertThat(settings.carrierUrl()).isEqualTo("http://127.0.0.1:9004/api/v1.0");
        assertThat(settings.forServices()).containsEntry("MEDIA_ALLOWED_HOSTS", "127.0.0.1:9004,localhost:9004");
        assertThat(settings.port(Port.KAFKA_CONTROLLER)).isEqualTo(9006);
    }

    @Test
    void twoSystemsShareNoFolderButThePrograms() {
        var other = settings(Map.of("HILO_HOME", root.resolve("other").toString()));

        assertThat(other.home()).isEqualTo(root.resolve("other"));
        assertThat(other.forServices().get("MEDIA_DIRECTORY")).startsWith(root.resolve("other").toString());
        assertThat(other.programs()).isEqualTo(settings(Map.of()).programs());
    }

    @Test
    void namesTheVariableThatIsNotAPort() {
        assertThatThrownBy(() -> settings(Map.of("HILO_OIDC_PORT", "eighty")))
                .hasMessage("HILO_OIDC_PORT is not a port: eighty");
        assertThatThrownBy(() -> settings(Map.of("HILO_OIDC_PORT", "70000"))).hasMessageContaining("HILO_OIDC_PORT");
    }

    @Test
    void namesBothVariablesOfAPortGivenTwice() {
        assertThatThrownBy(() -> settings(Map.of("HILO_GATEWAY_PORT", "8083")))
                .hasMessageContaining("HILO_GATEWAY_PORT").hasMessageContaining("HILO_INGEST_PORT")
                .hasMessageContaining("8083");
    }

    @Test
    void anotherCarrierReplacesTheSimulator() {
        var settings = settings(Map.of("BULKVS_API_BASE", "https://portal.bulkvs.com/api/v1.0"));

        assertThat(settings.simulated()).isFalse();
        assertThat(settings.carrierOnThisMachine()).isFalse();
        assertThat(settings.forServices()).containsEntry("BULKVS_API_BASE", "https://portal.bulkvs.com/api/v1.0");
    }

    @Test
    void aCarrierOnThisMachineCostsNobodyMoney() {
        var settings = settings(Map.of("BULKVS_API_BASE", "http://127.0.0.1:7777/api/v1.0"));

        assertThat(settings.simulated()).isFalse();
        assertThat(settings.carrierOnThisMachine()).isTrue();
    }

    @Test
    void aShellThatEvaluatedTheSettingsStillStartsTheSimulator() {
        var evaluated = new HashMap<>(settings(Map.of("HILO_SIMULATOR_PORT", "9004")).all());

        assertThat(settings(evaluated).simulated()).isTrue();
        assertThat(settings(evaluated).all()).isEqualTo(evaluated);
    }

    @Test
    void drawsASecretOnceAndKeepsItFromOthers() throws Exception {
        var drawn = settings(Map.of()).secrets().get("media-signing-key");

        assertThat(settings(Map.of()).secrets().get("media-signing-key")).isEqualTo(drawn).hasSize(64);
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(settings(Map.of()).secrets().file("media-signing-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void drawsThePairOfKeysForWebPushOnceUnlessSomebodySetOne() {
        var drawn = settings(Map.of()).forServices();

        assertThat(settings(Map.of()).forServices()).isEqualTo(drawn);
        var point = Base64.getUrlDecoder().decode(drawn.get("HILO_VAPID_PUBLIC"));
        assertThat(point).hasSize(65).startsWith(4);
        assertThat(Base64.getUrlDecoder().decode(drawn.get("HILO_VAPID_PRIVATE"))).hasSize(32);
        assertThat(settings(Map.of("HILO_VAPID_PUBLIC", "set", "HILO_VAPID_PRIVATE", "too")).forServices())
                .containsEntry("HILO_VAPID_PUBLIC", "set").containsEntry("HILO_VAPID_PRIVATE", "too");
    }

    private Settings settings(Map<String, String> env) {
        return Settings.of(root, env);
    }
}
