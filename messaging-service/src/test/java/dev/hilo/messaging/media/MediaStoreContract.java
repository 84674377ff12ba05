package dev.hilo.messaging.media;

import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every store does, wherever it keeps the bytes. */
abstract class MediaStoreContract {

    private final UUID id = UUID.randomUUID();

    abstract MediaStore store();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_097, 10_485_760})
    void givesBackWhatItGot(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        done(store().put(id, Buffer.buffer(bytes)));

        assertThat(done(store().get(id)).getBytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsStoredAgainReplacesWhatWasThere() {
        done(store().put(id, Buffer.buffer("a long first copy")));
        done(store().put(id, Buffer.buffer("second")));

        assertThat(done(store().get(id)).toString()).isEqualTo("second");
    }

    @Test
    void saysThatSomethingIsNotThere() {
        assertThatThrownBy(() -> done(store().get(id))).hasRootCauseInstanceOf(FileNotFoundException.class);
    }

    @Test
    void whatIsDeletedIsGone() {
        done(store().put(id, Buffer.buffer("x")));
        done(store().delete(id));

        assertThatThrownBy(() -> done(store().get(id))).hasRootCauseInstanceOf(FileNotFoundException.class);
    }

    @Test
    void deletesWithoutComplaintWhatIsNotThere() {
        done(store().delete(id));
    }

    @Test
    void keepsAPictureAndItsThumbnailApart() {
        done(store().put(id, Buffer.buffer("picture")));
        done(store().put(Medium.thumbnailOf(id), Buffer.buffer("thumbnail")));
        done(store().delete(id));

        assertThat(done(store().get(Medium.thumbnailOf(id))).toString()).isEqualTo("thumbnail");
    }

    @Test
    void takesManyAtOnce() {
        var ids = IntStream.range(0, 100).mapToObj(_ -> UUID.randomUUID()).toList();
        var _ = done(Uni.join().all(ids.stream().map(one -> store().put(one, Buffer.buffer(one.toString()))).toList())
                .andFailFast());

        var read = done(Uni.join().all(ids.stream().map(store()::get).toList()).andFailFast());
        assertThat(read.stream().map(Buffer::toString))
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
    }

    static <T> T done(Uni<T> work) {
        return work.await().atMost(Duration.ofMinutes(1));
    }
}
