package dev.hilo.local.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

    private static final int PARTS = 16;

    @TempDir
    private Path folder;

    @Test
    void aSecretIsDrawnOnceAndReadByItsOwnerAlone() throws Exception {
        var drawn = new Secrets(folder).get("session");

        assertThat(drawn).hasSize(64).isEqualTo(new Secrets(folder).get("session"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("session"))))
                .isEqualTo("rw-------");
    }

    @RepeatedTest(20)
    void partsThatStartSideBySideHaveTheSameKeys() throws Exception {
        var together = new CyclicBarrier(PARTS);
        Callable<Secrets.KeyPair> part = () -> {
            var _ = together.await();
            return new Secrets(folder).keyPair("web-push");
        };
        try (var parts = Executors.newFixedThreadPool(PARTS)) {
            var seen = parts.invokeAll(IntStream.range(0, PARTS).mapToObj(_ -> part).toList()).stream()
                    .map(Future::resultNow).collect(Collectors.toSet());

            assertThat(seen).hasSize(1);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).extracting(Path::getFileName).containsExactly(Path.of("web-push"));
        }
    }
}
