package dev.hilo.messaging.quiet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The rules as the service ships them, and with changes of a test's own. */
final class ShippedRules {

    private ShippedRules() {
    }

    static QuietConfig config(Map<String, String> changes) {
        try {
            return new SmallRyeConfigBuilder().addDefaultInterceptors()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withSources(new PropertiesConfigSource(
                            Path.of("src/main/resources/application.properties").toUri().toURL(), 100))
                    .withSources(new PropertiesConfigSource(changes, "the test's", 200))
                    .withMapping(QuietConfig.class).withValidateUnknown(false)
                    .build().getConfigMapping(QuietConfig.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static AreaCodes areaCodes() {
        return AreaCodes.of(config(Map.of()));
    }
}
