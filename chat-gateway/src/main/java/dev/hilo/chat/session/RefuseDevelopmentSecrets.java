package dev.hilo.chat.session;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start when people reach us by https and a secret is still the one that stands in the sources. */
@Singleton
final class RefuseDevelopmentSecrets {

    private final PublicAddress address;
    private final String clientSecret;
    private final String sessionSecret;

    RefuseDevelopmentSecrets(PublicAddress address,
            @ConfigProperty(name = "quarkus.oidc.credentials.secret") String clientSecret,
            @ConfigProperty(name = "hilo.session-secret") String sessionSecret) {
        this.address = address;
        this.clientSecret = clientSecret;
        this.sessionSecret = sessionSecret;
    }

    void check(@Observes StartupEvent start) {
        if (sessionSecret.length() < 32) {
            throw new IllegalStateException(
                    "HILO_SESSION_SECRET needs at least 32 characters: openssl rand -base64 48");
        }
        if (address.isHttps() && (isForDevelopment(clientSecret) || isForDevelopment(sessionSecret))) {
            throw new IllegalStateException(
                    "PUBLIC_BASE_URL is https, but HILO_OIDC_SECRET or HILO_SESSION_SECRET is the "
                            + "development one: set both");
        }
    }

    private static boolean isForDevelopment(String secret) {
        return secret.startsWith("dev-");
    }
}
