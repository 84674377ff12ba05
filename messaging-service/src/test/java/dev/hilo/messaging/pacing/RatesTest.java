package dev.hilo.messaging.pacing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.pacing.Rates.Registered;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RatesTest {

    private static final PhoneNumber DID = new PhoneNumber("+17865551234");
    private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            A,  4500, 2400, 60,   2000
            D,  2400, 1200, 60,   2000
            F,   240,  150, 60,   2000
            T,    75,   50, 60,   2000
            W,    15,   15, 60,   1000
            G,     0,    0, 60,   2000
            ?,    75,   50, 60,   2000
             ,    75,   50, 60,   2000
            """)
    void theClassOfACampaignSaysWhatLeavesInAMinute(@Nullable String letter, int sms, int mms, int number, int day) {
        var route = rates(Map.of()).of(new Registered(DID, "C1", "B1", letter), NOW);
        assertThat(route.sms().perMinute()).isEqualTo(new Limit(sms));
        assertThat(route.mms().perMinute()).isEqualTo(new Limit(mms));
        assertThat(route.number().perMinute()).isEqualTo(new Limit(number));
        assertThat(route.day().limit()).isEqualTo(new Limit(day));
        assertThat(route.day().key()).isEqualTo("brand:B1");
    }

    @Test
    void whatIsSaidForOneWinsOverWhatIsSaidForAllAndThatOverTheTable() {
        var all = rates(Map.of("hilo.pacing.sms-per-minute", "600", "hilo.pacing.mms-per-minute", "0",
                "hilo.pacing.per-day", "unlimited", "hilo.pacing.per-number-per-minute", "90"));
        var route = all.of(new Registered(DID, "C1", null, "T"), NOW);
        assertThat(route.sms().perMinute()).isEqualTo(new Limit(600));
        assertThat(route.keys(true)).containsExactly("number:+17865551234");
        assertThat(route.number().perMinute()).isEqualTo(new Limit(90));
        assertThat(route.perMinute(false)).isEqualTo(new Limit(90));

        var one = rates(Map.of("hilo.pacing.sms-per-minute", "600",
                "hilo.pacing.campaigns.\"C1\".sms-per-minute", "4,500",
                "hilo.pacing.campaigns.\"C1\".mms-per-minute", "7",
                "hilo.pacing.brands.\"B0DEMO1\".per-day", "300",
                "hilo.pacing.numbers.\"+17865551234\".per-minute", "unlimited"));
        route = one.of(new Registered(DID, "C1", null, "T"), NOW);
        assertThat(route.sms().perMinute()).isEqualTo(new Limit(4_500));
        assertThat(route.mms().perMinute()).isEqualTo(new Limit(7));
        assertThat(route.day().limit()).isEqualTo(new Limit(300));
        assertThat(route.number().perMinute()).isEqualTo(Limit.UNLIMITED);
        assertThat(one.of(new Registered(DID, "C2", "B9", "T"), NOW).sms().perMinute()).isEqualTo(new Limit(600));

        var named = rates(Map.of("hilo.pacing.campaigns.\"C1\".class", "A", "hilo.pacing.brands.\"B1\".tier", "top"));
        route = named.of(new Registered(DID, "C1", "B1", "T"), NOW);
        assertThat(route.sms().perMinute()).isEqualTo(new Limit(4_500));
        assertThat(route.day().limit()).isEqualTo(new Limit(200_000));
    }

    @Test
    void aNumberWithoutACampaignHasTheDayOfATollFreeOneToItself() {
        var route = rates(Map.of()).of(new Registered(DID, null, null, null), NOW);
        assertThat(route.day()).extracting(Route.Day::key, Route.Day::limit)
                .containsExactly("number-day:+17865551234", new Limit(2_000));
        assertThat(route.keys(false)).containsExactly("number:+17865551234", "number-day:+17865551234");
    }

    @Test
    void aTableHoldsFromItsDayOn() {
        Map<String, String> next = new HashMap<>();
        for (var key : new String[]{"classes.T.sms=100", "classes.T.mms=80", "tiers.low=3000",
                "number-per-minute=120", "toll-free-per-day=2500", "valid-from=2027-01-31", "as-of=2027-01",
                "source=a later one"}) {
            var parts = key.split("=", 2);
            next.put("hilo.pacing.tables[0]." + parts[0], parts[1]);
        }
        var rates = rates(next);
        var number = new Registered(DID, "C1", "B1", "A");
        assertThat(rates.of(number, Instant.parse("2027-01-31T07:59:59Z")).sms().perMinute())
                .isEqualTo(new Limit(4_500));
        var later = rates.of(number, Instant.parse("2027-01-31T08:00:00Z"));
        // Of a class that the table no longer knows: the default one.
        assertThat(later.sms().perMinute()).isEqualTo(new Limit(100));
        assertThat(later.number().perMinute()).isEqualTo(new Limit(120));
        assertThat(later.day().limit()).isEqualTo(new Limit(3_000));
    }

    @Test
    void theDefaultsAreThoseOfALowVolumeCampaign() {
        var config = config(Map.of());
        assertThat(config.defaultClass()).isEqualTo("T");
        assertThat(config.defaultTier()).isEqualTo("low");
        assertThat(config.liveReserve()).isEqualTo(0.2);
        assertThat(config.margin()).isEqualTo(0.005);
        assertThat(config.horizon()).isEqualTo(Duration.ofMillis(300));
        assertThat(config.atOnce()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.tables()).isEmpty();
        assertThat(PublishedTable.TODAY.validFrom()).isBefore(LocalDate.ofInstant(NOW, config.dayZone()));
    }

    private static Rates rates(Map<String, String> more) {
        return new Rates(config(more));
    }

    /** The packaged settings, and some more. */
    private static PacingConfig config(Map<String, String> more) {
        try {
            return new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(PacingConfig.class)
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withSources(new PropertiesConfigSource(
                            Path.of("src/main/resources/application.properties").toUri().toURL(), 100))
                    .withSources(new PropertiesConfigSource(more, "test", 200))
                    .build().getConfigMapping(PacingConfig.class);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
