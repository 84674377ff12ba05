package dev.hilo.simulator.webhook;

import java.util.Map;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebhooksTest extends CarrierTest {

    @Test
    void putIsAnUpsertThatDoesNotEchoDlrAndMethod() {
        var created = client.api("PUT", "webHooks",
                Map.of("Webhook", "hilo", "Description", "Inbox", "Url", receiver.url(), "Dlr", true, "Method",
                        "POST"));
        client.api("PUT", "webHooks",
                Map.of("Webhook", "hilo", "Description", "Changed", "Url", receiver.url(), "Dlr", false));

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().fieldNames()).toIterable()
                .containsExactly("Webhook", "Description", "Url", "Last Modification");
        var read = client.api("GET", "webHooks?Webhook=hilo").json();
        assertThat(read).hasSize(1);
        assertThat(read.at("/0/Description").asText()).isEqualTo("Changed");
        assertThat(read.at("/0/Dlr").isBoolean()).isTrue();
        assertThat(read.at("/0/Method").asText()).isEqualTo("POST");
    }

    @Test
    void noneIsA404() {
        assertThat(client.api("GET", "webHooks").status()).isEqualTo(404);
        assertThat(client.api("GET", "webHooks?Webhook=nope").json().path("Description").asText())
                .isEqualTo("Webhook not found");
        assertThat(client.api("DELETE", "webHooks?Webhook=nope").status()).isEqualTo(404);
    }

    @Test
    void deletes() {
        client.api("PUT", "webHooks", Map.of("Webhook", "hilo", "Url", receiver.url()));

        assertThat(client.api("DELETE", "webHooks?Webhook=hilo").body())
                .isEqualTo("{\"Status\":\"Success\",\"Webhook\":\"hilo\"}");
        assertThat(client.api("GET", "webHooks").status()).isEqualTo(404);
    }

    @Test
    void refusesAnAddressThatCannotBePostedTo() {
        assertThat(client.api("PUT", "webHooks", Map.of("Webhook", "hilo", "Url", "ftp://example.test/in")).status())
                .isEqualTo(400);
        assertThat(client.api("PUT", "webHooks", Map.of("Webhook", "hilo", "Url", "not an address")).status())
                .isEqualTo(400);
        assertThat(client.api("PUT", "webHooks", Map.of("Url", receiver.url())).status()).isEqualTo(400);
        assertThat(client.api("PUT", "webHooks", Map.of("Webhook", "hilo", "Url", receiver.url(), "Method", "GET"))
                .status())
                .isEqualTo(400);
    }
}
