package dev.hilo.chat.session;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * When people reach us by https, cookies are Secure and the provider sends them back to https, also where TLS ends in
 * front of us and the calls we see are plain. One address says it; nobody has to remember three switches.
 */
public final class HttpsFollowsThePublicAddress implements ConfigSourceFactory {

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var address = context.getValue("hilo.public-base-url").getValue();
        if (address == null || !address.startsWith("https://")) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(
                Map.of("quarkus.oidc.authentication.cookie-force-secure", "true",
                        "quarkus.oidc.authentication.force-redirect-https-scheme", "true"),
                "https-follows-the-public-address", 260));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(260);
    }
}
