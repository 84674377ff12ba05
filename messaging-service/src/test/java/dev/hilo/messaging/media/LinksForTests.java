package dev.hilo.messaging.media;

import java.time.Clock;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The addresses of media, for tests without the service. */
public final class LinksForTests {

    private LinksForTests() {
    }

    public static MediaLinks links() {
        var config = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(MediaConfig.class)
                .withDefaultValue("hilo.media.directory", "target/media")
                .withDefaultValue("hilo.media.signing-key", "dev-key")
                .withDefaultValue("hilo.media.public-base-url", "http://localhost:8080")
                .build().getConfigMapping(MediaConfig.class);
        return new MediaLinks(config, Clock.systemUTC());
    }
}
