package dev.hilo.local.postgres;

import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

import dev.hilo.local.settings.Settings;
import dev.hilo.platform.database.Migrate;

/** The services that store, and the scripts that bring their databases to what the sources say. */
public final class Migrations {

    /** The folder of the scripts by the service's short name, which its database and its role have too. */
    private static final Map<String, String> SCRIPTS = Map.of(
            "messaging", "messaging-service/src/main/resources/db/migration",
            "provisioning", "provisioning-service/src/main/resources/db/migration");

    private Migrations() {
    }

    static Set<String> services() {
        return SCRIPTS.keySet();
    }

    /** Applies what is missing; does nothing for a service that stores nothing. */
    public static void apply(Settings settings, String service) {
        var folder = SCRIPTS.get(service);
        if (folder != null && Files.isDirectory(settings.root().resolve(folder))) {
            Migrate.run(settings.jdbcUrl(service), service, service,
                    "filesystem:" + settings.root().resolve(folder));
        }
    }
}
