package dev.hilo.local.keycloak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;

import dev.hilo.local.process.JavaCommand;
import dev.hilo.local.process.Programs;
import dev.hilo.local.running.Part;

/**
 * The Keycloak distribution, unpacked and built once. It is started without its shell script, which would stay between
 * us and the JVM and take the signals.
 */
final class KeycloakProgram {

    private final Path folder;

    private KeycloakProgram(Path folder) {
        this.folder = folder;
    }

    static KeycloakProgram unpacked(Programs programs, String version, Path archive, Part.Step step) throws Exception {
        return new KeycloakProgram(programs.require("keycloak-" + version, place -> {
            step.says("unpacking");
            unpack(archive, place);
            step.says("building, the first time only");
            build(place);
        }));
    }

    /** Its libraries; everything that belongs to one running server lies in that server's own home. */
    Path libraries() {
        return folder.resolve("lib");
    }

    /**
     * @param home the server's folder: {@code data}, {@code conf}, and a link to the libraries
     * @param options of the JVM, blanks between them
     */
    static List<String> command(Path home, String options, List<String> arguments) {
        return JavaCommand
                // The first compiler only: half the work to start, 80 MiB less, and a few sign-ins need no more.
                .options("-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:MetaspaceSize=96m",
                        "-XX:MaxMetaspaceSize=256m", "-XX:+ExitOnOutOfMemoryError",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Duser.language=en", "-Duser.country=US", "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Dpicocli.disable.closures=true")
                .andThose(options)
                .main(home.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint", arguments.toArray(String[]::new));
    }

    private static void unpack(Path archive, Path place) throws IOException {
        if (!Files.exists(archive)) {
            throw new IOException("%s is missing: build deploy/local (./hilo up does)".formatted(archive));
        }
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = Path.of(entry.getName());
                if (name.getNameCount() < 2) {
                    continue; // the folder that holds all others
                }
                var file = place.resolve(name.subpath(1, name.getNameCount())).normalize();
                if (!file.startsWith(place)) {
                    throw new IOException("The archive leads out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    /** Fixes what is known before the start (here the kind of database), which takes most of the time of a start. */
    private static void build(Path place) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(place, "", List.of("build", "--db=dev-file")))
                .redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("Keycloak's build failed: " + said.strip());
        }
    }
}
