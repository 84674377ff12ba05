package dev.hilo.provisioning.webhook;

import java.net.URI;
import java.time.Duration;

import dev.hilo.provisioning.carrier.CarrierWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OurWebhookTest {

    @Test
    void addressesTheIntakeWithItsToken() {
        assertThat(webhook("https://in.example/", "a b+c").wanted())
                .isEqualTo(new CarrierWebhook("hilo", "d", "https://in.example/webhooks/bulkvs?token=a+b%2Bc", true,
                        "POST"));
    }

    @Test
    void hidesTheTokenWhereverItStands() {
        var webhook = webhook("https://in.example", "s3cr3t");

        assertThat(webhook.maskedUrl()).isEqualTo("https://in.example/webhooks/bulkvs?token=•••");
        assertThat(webhook.mask("Url s3cr3t is bad; https://x/webhooks/bulkvs/other?a=1")).doesNotContain("s3cr3t",
                "other");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://in.example/webhooks/bulkvs?token=s3cr3t, true,  POST, true
            https://in.example/webhooks/bulkvs?token=s3cr3t, true,  post, true
            https://in.example/webhooks/bulkvs?token=old,    true,  POST, false
            https://in.example/webhooks/bulkvs?token=s3cr3t, false, POST, false
            https://in.example/webhooks/bulkvs?token=s3cr3t, true,  3CX,  false
            """)
    void knowsWhetherTheCarrierHasIt(String url, boolean receipts, String method, boolean asWanted) {
        var actual = new CarrierWebhook("hilo", "another note", url, receipts, method);

        assertThat(webhook("https://in.example", "s3cr3t").isAsWanted(actual)).isEqualTo(asWanted);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://in.example/webhooks/bulkvs?token=a%2Bc,      true,  true
            https://in.example/webhooks/bulkvs?token=old,        true,  false
            https://elsewhere.example/in?token=a%2Bc,            false, true
            https://in.example/webhooks/bulkvs/a%2Bc,            false, true
            https://in.example/webhooks/bulkvs?token=a%2Bc&x=1,  false, true
            https://in.example/webhooks/bulkvs,                  false, false
            """)
    void tellsAnotherTokenFromAnotherAddress(String url, boolean address, boolean token) {
        var actual = new CarrierWebhook("hilo", "d", url, true, "POST");

        assertThat(webhook("https://in.example", "a+c").hasOurAddress(actual)).isEqualTo(address);
        assertThat(webhook("https://in.example", "a+c").hasOurToken(actual)).isEqualTo(token);
    }

    @Test
    void refusesTheDevelopmentTokenOnAnAddressThatOthersReach() {
        assertThat(webhook("http://localhost:8083", "dev-webhook-secret").name()).isEqualTo("hilo");
        assertThatThrownBy(() -> webhook("https://in.example", "dev-webhook-secret"))
                .hasMessageContaining("WEBHOOK_SECRET");
    }

    private static OurWebhook webhook(String base, String secret) {
        return new OurWebhook(new WebhookConfig() {

            @Override
            public URI baseUrl() {
                return URI.create(base);
            }

            @Override
            public String secret() {
                return secret;
            }

            @Override
            public Duration intakePatience() {
                return Duration.ofSeconds(1);
            }

            @Override
            public int intakeAsks() {
                return 1;
            }

            @Override
            public String name() {
                return "hilo";
            }

            @Override
            public String description() {
                return "d";
            }
        });
    }
}
