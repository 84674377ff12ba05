package dev.hilo.messaging.media;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a real object store (S3Mock), in a process of its own. */
class S3MediaStoreTest extends MediaStoreContract {

    private static ObjectStoreForTests server;
    private static MediaStore store;

    @BeforeAll
    static void start() {
        server = ObjectStoreForTests.start();
        store = new S3MediaStore(config(server.endpoint(), Map.of()));
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Override
    MediaStore store() {
        return store;
    }

    @Test
    void keysLieBelowTheirPrefix() {
        var other = new S3MediaStore(config(server.endpoint(), Map.of("hilo.media.s3.prefix", "elsewhere/")));
        var id = UUID.randomUUID();
        done(other.put(id, Buffer.buffer("x")));

        assertThat(server.has("elsewhere/" + id)).isTrue();
        assertThat(server.has("media/" + id)).isFalse();
        other.close();
    }

    /** An object store that is away must not look like one that has nothing. */
    @Test
    void aStoreThatDoesNotAnswerIsNotAnEmptyOne() {
        var nobody = new S3MediaStore(config(URI.create("http://127.0.0.1:1"),
                Map.of("hilo.media.s3.timeout", "5S")));
        assertThatThrownBy(() -> done(nobody.get(UUID.randomUUID()))).isInstanceOf(SdkException.class);
        nobody.close();
    }

    @Test
    void withoutABucketItDoesNotStart() {
        var config = config(server.endpoint(), Map.of("hilo.media.s3.bucket", ""));
        assertThatThrownBy(() -> new S3MediaStore(config)).hasMessageContaining("MEDIA_S3_BUCKET");
    }

    private static MediaConfig.S3 config(URI endpoint, Map<String, String> settings) {
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(MediaConfig.class)
                .withDefaultValues(Map.of("hilo.media.directory", "target/media", "hilo.media.signing-key", "dev-key",
                        "hilo.media.public-base-url", "http://localhost:8080",
                        "hilo.media.s3.endpoint", endpoint.toString(), "hilo.media.s3.bucket", "hilo",
                        "hilo.media.s3.path-style", "true", "hilo.media.s3.timeout", "60S",
                        "hilo.media.s3.access-key-id", "anybody", "hilo.media.s3.secret-access-key", "anything"))
                .withDefaultValues(settings).build().getConfigMapping(MediaConfig.class).s3();
    }
}
