package dev.hilo.platform.database;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Brings a service's database to the newest version. Services do not migrate when they start: several instances would
 * race and a blocking driver would sit in each of them.
 */
public final class Migrate {

    private Migrate() {
    }

    /**
     * Applies the migrations that are missing.
     *
     * @param locations where they are, as Flyway writes it: {@code classpath:db/migration}, {@code filesystem:…}
     */
    public static void run(String jdbcUrl, String user, String password, String... locations) {
        var _ = Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations(locations)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    /**
     * For a job in the cluster: {@code java -cp 'app/*:lib/main/*' dev.hilo.platform.database.Migrate} with
     * {@code DATABASE_JDBC_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD} in the environment.
     */
    public static void main(String[] args) {
        var env = System.getenv();
        run(require(env.get("DATABASE_JDBC_URL"), "DATABASE_JDBC_URL"),
                require(env.get("DATABASE_USER"), "DATABASE_USER"),
                require(env.get("DATABASE_PASSWORD"), "DATABASE_PASSWORD"), "classpath:db/migration");
    }

    private static String require(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
