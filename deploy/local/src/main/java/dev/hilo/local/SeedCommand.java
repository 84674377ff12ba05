package dev.hilo.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.hilo.local.demo.DemoNumbers;
import dev.hilo.local.keycloak.AccessTokens;
import dev.hilo.local.seed.Seed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "seed", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Fills the local database with invented conversations, beside what is there.")
final class SeedCommand implements Callable<Integer> {

    private static final int BEST_NUMBERS = 6;

    private final Context context;

    @Option(names = "--threads", paramLabel = "N", description = "Conversations.")
    private int threads = 1_000;
    @Option(names = "--messages", paramLabel = "M", description = "Texts and notes in them.")
    private int messages = 20_000;
    @Option(names = "--random-seed", paramLabel = "S", description = "Another one gives other conversations.")
    private long randomSeed = 7;
    @Option(names = "--numbers", paramLabel = "N", description = "Numbers of ours; those that are missing are bought from the simulated carrier.")
    private int numbers = BEST_NUMBERS;

    SeedCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (threads < 1 || messages < threads) {
            throw new IllegalStateException(
                    "Each conversation has at least one text: --messages must not be less than --threads.");
        }
        try (var database = database()) {
            moreNumbers();
            var began = System.nanoTime();
            new Seed(database, randomSeed, context.clock().instant()).fill(threads, messages,
                    count -> context.out().println("  %,d messages".formatted(count)));
            context.out().println(String.format(Locale.ROOT, "%,d conversations with %,d messages in %.1f s", threads,
                    messages, Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3));
        }
        return Exit.DONE;
    }

    /**
     * The database of this folder's system and no other, not even one that a tunnel brings to its port: only ours knows
     * the administrator's password that was drawn for it, and says that it lies here.
     */
    private Connection database() throws SQLException {
        var settings = context.settings();
        try (var administrator = DriverManager.getConnection(settings.jdbcUrl("postgres"), "postgres",
                settings.secrets().get("postgres"));
                var statement = administrator.createStatement();
                var folder = statement.executeQuery("show data_directory")) {
            if (!folder.next() || !Path.of(folder.getString(1)).startsWith(settings.home().resolve("postgres"))) {
                throw new IllegalStateException(
                        "The database at %s is not the local one of %s: nothing is written to it."
                                .formatted(settings.databaseUrl("messaging"), settings.home()));
            }
        } catch (SQLException refused) {
            throw new IllegalStateException("The local database does not answer; ./hilo up starts it. (%s)"
                    .formatted(refused.getMessage()));
        }
        return DriverManager.getConnection(settings.jdbcUrl("messaging"), "messaging", "messaging");
    }

    /** Over the real path, where that costs nothing and the system is up; else those that are there must do. */
    private void moreNumbers() throws InterruptedException {
        if (!context.settings().simulated()) {
            return;
        }
        try {
            new DemoNumbers(context.settings()).atLeast(numbers,
                    new AccessTokens(context.settings()).of("marta", "marta"));
        } catch (IOException away) {
            context.out().println("  no further numbers: " + away.getMessage());
        }
    }
}
