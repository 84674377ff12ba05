package dev.hilo.messaging.media;

import java.io.FileNotFoundException;
import java.util.UUID;
import java.util.concurrent.CompletionException;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Media in an object store that speaks S3. Written and read whole, as they are bounded; the bucket is private, since
 * browsers get what is in it from us alone.
 */
final class S3MediaStore implements MediaStore {

    private static final int CONNECTIONS = 64;

    private final S3AsyncClient client;
    private final String bucket;
    private final String prefix;

    S3MediaStore(MediaConfig.S3 config) {
        this.bucket = config.bucket().orElseThrow(() -> new IllegalStateException(
                "MEDIA_STORE=s3 needs a bucket: MEDIA_S3_BUCKET"));
        this.prefix = config.prefix();
        // An attempt has a time of its own: now and then the client does not notice that a connection was refused.
        // Checksums that S3 alone knows are left away: other stores refuse what they do not know.
        var builder = S3AsyncClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .forcePathStyle(config.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.apiCallTimeout(config.timeout())
                        .apiCallAttemptTimeout(config.timeout().dividedBy(3)))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS));
        config.endpoint().ifPresent(endpoint -> {
            var _ = builder.endpointOverride(endpoint);
        });
        this.client = builder.build();
    }

    private static AwsCredentialsProvider credentials(MediaConfig.S3 config) {
        return config.accessKeyId().isPresent() && config.secretAccessKey().isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(config.accessKeyId().get(),
                        config.secretAccessKey().get()))
                : DefaultCredentialsProvider.builder().build();
    }

    @Override
    public Uni<Void> put(UUID id, Buffer content) {
        return Uni.createFrom().completionStage(() -> client.putObject(
                request -> request.bucket(bucket).key(keyOf(id)).contentType("application/octet-stream"),
                AsyncRequestBody.fromBytes(content.getBytes()))).replaceWithVoid();
    }

    @Override
    public Uni<Buffer> get(UUID id) {
        return Uni.createFrom().completionStage(() -> client.getObject(
                request -> request.bucket(bucket).key(keyOf(id)), AsyncResponseTransformer.toBytes()))
                .map(found -> Buffer.buffer(found.asByteArrayUnsafe()))
                .onFailure().transform(failure -> isAbsent(failure)
                        ? new FileNotFoundException("no medium " + id)
                        : failure);
    }

    private static boolean isAbsent(Throwable failure) {
        return failure instanceof NoSuchKeyException
                || (failure instanceof CompletionException && failure.getCause() instanceof NoSuchKeyException);
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return Uni.createFrom().completionStage(() -> client.deleteObject(
                request -> request.bucket(bucket).key(keyOf(id)))).replaceWithVoid();
    }

    @Override
    public void close() {
        client.close();
    }

    private String keyOf(UUID id) {
        return prefix + id;
    }
}
