package dev.hilo.local.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The versions of the programs that are unpacked, as the parent POM pins them. */
public record Versions(String postgres, String keycloak) {

    public static Versions pinned() {
        try (var file = Objects.requireNonNull(Versions.class.getResourceAsStream("versions.properties"))) {
            var versions = new Properties();
            versions.load(file);
            return new Versions(versions.getProperty("postgres", "unknown"),
                    versions.getProperty("keycloak", "unknown"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
