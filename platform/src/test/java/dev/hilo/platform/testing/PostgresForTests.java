package dev.hilo.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import dev.hilo.platform.database.Migrate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL with the service's own migrations. One per test JVM; durability is off, since no test here pulls
 * the plug. Use with {@code @QuarkusTestResource(value = PostgresForTests.class, restrictToAnnotatedClass = false)}.
 */
public final class PostgresForTests implements QuarkusTestResourceLifecycleManager {

    private static EmbeddedPostgres running;

    /** Starts it once, and again never: the JVM's end stops it. */
    public static synchronized EmbeddedPostgres postgres() {
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            if (PostgresForTests.class.getResource("/db/migration") != null) {
                Migrate.run(jdbcUrl(), "postgres", "postgres", "classpath:db/migration");
            }
        }
        return running;
    }

    public static String jdbcUrl() {
        return postgres().getJdbcUrl("postgres", "postgres");
    }

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:" + postgres().getPort() + "/postgres",
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    @Override
    public void stop() {
        // Shared by every test class of the JVM.
    }
}
