package dev.hilo.webhook.verify;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdmitPostTest {

    private static final InetAddress SOCKET = InetAddress.ofLiteral("10.0.0.9");

    @Test
    void asksForTheTokenOnlyFromThoseWhoMayPostAtAll() {
        var door = new AdmitPost(config(Map.of("secret", "s", "allowed-sources", "52.206.134.245,192.9.236.0/24",
                "trusted-proxies", "1")), "0.0.0.0");

        assertThat(door.admit(SOCKET, List.of("52.206.134.245"), "s")).isInstanceOf(Admission.Granted.class);
        assertThat(door.admit(SOCKET, List.of("192.9.236.7"), "wrong")).isInstanceOf(Admission.TokenRefused.class);
        assertThat(door.admit(SOCKET, List.of("52.206.134.245, 6.6.6.6"), "s"))
                .isInstanceOf(Admission.SourceRefused.class);
        assertThat(door.admit(SOCKET, List.of(), "s")).isInstanceOf(Admission.SourceRefused.class);
    }

    @Test
    void slowsASourceDown() {
        var door = new AdmitPost(config(Map.of("secret", "s", "rate-per-second", "1", "rate-burst", "2")), "0.0.0.0");

        var _ = door.admit(SOCKET, List.of(), "s");
        var _ = door.admit(SOCKET, List.of(), "s");

        assertThat(door.admit(SOCKET, List.of(), "s")).isEqualTo(new Admission.TooOften(1));
    }

    @Test
    void saysToAnybodyWhetherATokenWouldBeTakenAndNotTooOften() {
        var door = new AdmitPost(config(Map.of("secret", "s", "allowed-sources", "52.206.134.245",
                "questions-per-second", "1", "question-burst", "2")), "0.0.0.0");

        assertThat(door.ask(SOCKET, List.of(), "s")).isInstanceOf(Admission.Granted.class);
        assertThat(door.ask(SOCKET, List.of(), "wrong")).isInstanceOf(Admission.TokenRefused.class);
        assertThat(door.ask(SOCKET, List.of(), "s")).isEqualTo(new Admission.TooOften(1));
    }

    @Test
    void opensToANetworkOnlyWithASecretOfItsOwn() {
        var development = config(Map.of("secret", "dev-webhook-secret"));

        assertThatThrownBy(() -> new AdmitPost(development, "0.0.0.0")).hasMessageContaining("WEBHOOK_SECRET");
        assertThatCode(() -> new AdmitPost(development, "127.0.0.1")).doesNotThrowAnyException();
        assertThatCode(() -> new AdmitPost(development, "localhost")).doesNotThrowAnyException();
    }

    @Test
    void isOpenedByTheTokenForDevelopmentOnlyWhereNoOtherIsSet() {
        var none = new AdmitPost(config(Map.of()), "127.0.0.1");
        var hashed = new AdmitPost(config(Map.of("secret-sha256",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")), "0.0.0.0");

        assertThat(none.admit(SOCKET, List.of(), "dev-webhook-secret")).isInstanceOf(Admission.Granted.class);
        assertThat(hashed.admit(SOCKET, List.of(), "dev-webhook-secret")).isInstanceOf(Admission.TokenRefused.class);
        assertThat(hashed.admit(SOCKET, List.of(), "abc")).isInstanceOf(Admission.Granted.class);
        assertThatThrownBy(() -> new AdmitPost(config(Map.of()), "0.0.0.0")).hasMessageContaining("WEBHOOK_SECRET");
        assertThatThrownBy(() -> new AdmitPost(config(Map.of("secret-sha256",
                "4c96bb9acd2e0a3ac2f3d0d6bb3ca5d3a8e9f4e1a7c1c2b3d4e5f60718293a4b,"
                        + Secrets.hex("dev-webhook-secret"))),
                "0.0.0.0")).hasMessageContaining("development");
    }

    @Test
    void hasGenerousDefaultsAndTrustsNoProxy() {
        var config = config(Map.of("secret", "s"));

        assertThat(config.trustedProxies()).isZero();
        assertThat(config.ratePerSecond()).isEqualTo(20_000);
        assertThat(config.rateBurst()).isEqualTo(40_000);
        assertThat(config.questionsPerSecond()).isEqualTo(2);
        assertThat(config.questionBurst()).isEqualTo(30);
        assertThat(config.allowedSources()).isEmpty();
        assertThat(config.previousSecret()).isEmpty();
        assertThat(config.secretSha256()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        var config = config(Map.of("secret", "s", "previous-secret", "p", "secret-sha256", "aa,bb", "allowed-sources",
                "1.2.3.4", "trusted-proxies", "2", "rate-per-second", "3", "rate-burst", "4", "questions-per-second",
                "5",
                "question-burst", "6"));

        assertThat(config.secret()).contains("s");
        assertThat(config.previousSecret()).contains("p");
        assertThat(config.secretSha256()).contains(List.of("aa", "bb"));
        assertThat(config.allowedSources()).contains(List.of("1.2.3.4"));
        assertThat(config.trustedProxies()).isEqualTo(2);
        assertThat(config.ratePerSecond()).isEqualTo(3);
        assertThat(config.rateBurst()).isEqualTo(4);
        assertThat(config.questionsPerSecond()).isEqualTo(5);
        assertThat(config.questionBurst()).isEqualTo(6);
    }

    private static VerifyConfig config(Map<String, String> settings) {
        var properties = new HashMap<String, String>();
        settings.forEach((key, value) -> properties.put("webhook.verify." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(VerifyConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(VerifyConfig.class);
    }
}
