package dev.hilo.messaging.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FileMediaStoreTest extends MediaStoreContract {

    private static final Vertx VERTX = Vertx.vertx();
    private static final UUID ID = UUID.randomUUID();

    @TempDir
    private Path directory;

    @AfterAll
    static void end() {
        VERTX.closeAndAwait();
    }

    @Override
    MediaStore store() {
        return new FileMediaStore(VERTX, directory);
    }

    @Test
    void leavesNothingHalfDoneBehind() throws IOException {
        done(store().put(UUID.randomUUID(), Buffer.buffer("x")));
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    /** S3 promises the same; the server that stands for it in the tests does not keep that. */
    @Test
    void whoeverReadsWhileItIsReplacedGetsOneOfTheTwo() {
        var one = Buffer.buffer("1".repeat(300_000));
        var other = Buffer.buffer("2".repeat(200_000));
        done(store().put(ID, one));
        for (var round = 0; round < 10; round++) {
            var writing = store().put(ID, round % 2 == 0 ? other : one).subscribeAsCompletionStage();
            assertThat(done(store().get(ID))).isIn(one, other);
            writing.join();
        }
    }
}
