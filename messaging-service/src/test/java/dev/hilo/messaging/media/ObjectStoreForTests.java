package dev.hilo.messaging.media;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.hilo.platform.testing.Soon;

import static org.assertj.core.api.Assertions.assertThat;

/** S3Mock: speaks S3, keeps objects on the disk, checks no signatures. */
final class ObjectStoreForTests implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target/s3mock.jar");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final URI endpoint;

    private ObjectStoreForTests(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static ObjectStoreForTests start() {
        assertThat(PROGRAM).as("copied by the build").exists();
        try {
            var port = freePort();
            var home = Files.createTempDirectory(Path.of("target"), "s3mock");
            var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m",
                    "-XX:TieredStopAtLevel=1", "-jar", PROGRAM.toAbsolutePath().toString(), "--http.port=" + port,
                    "--server.port=0", "--com.adobe.testing.s3mock.store.root=" + home.toAbsolutePath(),
                    "--com.adobe.testing.s3mock.store.initial-buckets=hilo")
                    .redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
            var store = new ObjectStoreForTests(process, URI.create("http://127.0.0.1:" + port));
            Soon.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                    .until(() -> store.status("PUT", "/hilo") < 500);
            return store;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    boolean has(String key) {
        return status("HEAD", "/hilo/" + key) == 200;
    }

    private int status(String method, String path) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(endpoint.resolve(path)).method(method, BodyPublishers.noBody())
                    .build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                var _ = process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
