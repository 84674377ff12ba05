package dev.hilo.provisioning;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import dev.hilo.provisioning.account.AccountConfig;
import dev.hilo.provisioning.campaign.CampaignConfig;
import dev.hilo.provisioning.carrier.CarrierConfig;
import dev.hilo.provisioning.carrier.Clearing;
import dev.hilo.provisioning.order.OrderConfig;
import dev.hilo.provisioning.webhook.WebhookConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigDefaultsTest {

    @Test
    void knowsTheCarriersPaths() {
        var carrier = read(CarrierConfig.class, Map.of());

        assertThat(carrier.base()).isEqualTo(URI.create("http://127.0.0.1:8090/api/v1.0"));
        assertThat(carrier.paths()).extracting(CarrierConfig.Paths::account, CarrierConfig.Paths::number,
                CarrierConfig.Paths::order, CarrierConfig.Paths::webhook, CarrierConfig.Paths::campaign)
                .containsExactly("accountDetail", "tnRecord", "orderTn", "webHooks", "campaigns");
    }

    @Test
    void hasLimitsForTheCarrier() {
        var carrier = read(CarrierConfig.class, Map.of());

        assertThat(carrier.key()).isEmpty();
        assertThat(carrier.secret()).isEmpty();
        assertThat(carrier.credential()).isEmpty();
        assertThat(carrier.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(carrier.concurrent()).isEqualTo(8);
        assertThat(carrier.waiting()).isEqualTo(256);
        assertThat(carrier.searchLimit()).isEqualTo(100);
        assertThat(carrier.breaker()).extracting(CarrierConfig.Breaker::calls, CarrierConfig.Breaker::ratio,
                CarrierConfig.Breaker::pause).containsExactly(20, 0.5, Duration.ofSeconds(10));
    }

    @Test
    void takesEveryKeyOfTheCarrier() {
        var carrier = read(CarrierConfig.class, Map.ofEntries(Map.entry("hilo.carrier.base", "https://c.example/api"),
                Map.entry("hilo.carrier.key", "k"), Map.entry("hilo.carrier.secret", "s"),
                Map.entry("hilo.carrier.credential", "c"), Map.entry("hilo.carrier.paths.account", "a"),
                Map.entry("hilo.carrier.paths.number", "n"), Map.entry("hilo.carrier.paths.order", "o"),
                Map.entry("hilo.carrier.paths.webhook", "w"), Map.entry("hilo.carrier.paths.campaign", "p"),
                Map.entry("hilo.carrier.timeout", "1s"), Map.entry("hilo.carrier.concurrent", "2"),
                Map.entry("hilo.carrier.waiting", "3"), Map.entry("hilo.carrier.search-limit", "4"),
                Map.entry("hilo.carrier.breaker.calls", "5"), Map.entry("hilo.carrier.breaker.ratio", "0.6"),
                Map.entry("hilo.carrier.breaker.pause", "7s")));

        assertThat(carrier).extracting("base", "timeout", "concurrent", "waiting", "searchLimit")
                .containsExactly(URI.create("https://c.example/api"), Duration.ofSeconds(1), 2, 3, 4);
        assertThat(carrier.paths().order()).isEqualTo("o");
        assertThat(carrier.breaker().pause()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void hasPatienceWithOrders() {
        var order = read(OrderConfig.class, Map.of());

        assertThat(order.defaultCampaign()).isEmpty();
        assertThat(order.lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(order.look()).isEqualTo(Duration.ofSeconds(1));
        assertThat(order.count()).isEqualTo(Duration.ofSeconds(30));
        assertThat(order.parallel()).isEqualTo(4);
        assertThat(order.cooling()).isEqualTo(Duration.ofDays(7));
        assertThat(order.retry()).extracting(OrderConfig.Retry::attempts, OrderConfig.Retry::settling,
                OrderConfig.Retry::pause, OrderConfig.Retry::longest)
                .containsExactly(12, 7, Duration.ofMillis(500), Duration.ofSeconds(60));
    }

    @Test
    void aLeaseOutlastsTheCallsOfAStep() {
        var longestStep = read(CarrierConfig.class, Map.of()).timeout().multipliedBy(3);

        assertThat(read(OrderConfig.class, Map.of()).lease()).isGreaterThan(longestStep);
    }

    @Test
    void takesEveryKeyOfOrders() {
        var order = read(OrderConfig.class, Map.of("hilo.order.default-campaign", "C1", "hilo.order.lease", "2s",
                "hilo.order.look", "3s", "hilo.order.parallel", "5", "hilo.order.retry.attempts", "6",
                "hilo.order.retry.settling", "7", "hilo.order.retry.pause", "8s", "hilo.order.retry.longest", "9s"));

        assertThat(order.defaultCampaign()).contains("C1");
        assertThat(order.retry().longest()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void followsCampaignsEveryTenMinutes() {
        var campaign = read(CampaignConfig.class, Map.of());

        assertThat(campaign.refresh()).isEqualTo(Duration.ofMinutes(10));
        assertThat(campaign.retry()).isEqualTo(Duration.ofSeconds(15));
        assertThat(campaign.throughputClass()).isEqualTo("T");
        assertThat(campaign.numberLimit()).isEqualTo(49);
        assertThat(campaign.numberLimits()).isEmpty();
        assertThat(campaign.brandId()).isEmpty();
    }

    @Test
    void knowsTheCampaignsThatTheCarrierHasMadeAnExceptionFor() {
        var campaign = read(CampaignConfig.class, Map.of("hilo.campaign.number-limits.\"C1\"", "400"));

        assertThat(campaign.limitOf("C1")).isEqualTo(400);
        assertThat(campaign.limitOf("C2")).isEqualTo(49);
    }

    @Test
    void readsTheAccountEveryFiveMinutes() {
        var account = read(AccountConfig.class, Map.of());

        assertThat(account.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(account.look()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesANumberOutOfItsCampaignWithAnEmptyText() {
        assertThat(read(CarrierConfig.class, Map.of()).clearWith()).isEqualTo(Clearing.EMPTY);
        assertThat(read(CarrierConfig.class, Map.of("hilo.carrier.clear-with", "null")).clearWith())
                .isEqualTo(Clearing.NULL);
        assertThat(read(CarrierConfig.class, Map.of("hilo.carrier.clear-with", "default")).clearWith())
                .isEqualTo(Clearing.DEFAULT);
    }

    @Test
    void namesTheWebhook() {
        var webhook = read(WebhookConfig.class, Map.of("hilo.webhook.secret", "s"));

        assertThat(webhook.name()).isEqualTo("hilo");
        assertThat(webhook.baseUrl()).isEqualTo(URI.create("http://localhost:8083"));
        assertThat(webhook.description()).isNotBlank();
        assertThat(webhook.intakeAsks()).isEqualTo(5);
        assertThat(webhook.intakePatience()).isEqualTo(Duration.ofSeconds(2));
    }

    private static <T> T read(Class<T> mapping, Map<String, String> keys) {
        return new SmallRyeConfigBuilder().withMapping(mapping)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(keys, "test", 100)).build().getConfigMapping(mapping);
    }
}
