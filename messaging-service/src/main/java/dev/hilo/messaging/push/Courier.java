package dev.hilo.messaging.push;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import dev.hilo.messaging.attachment.AddressRule;
import dev.hilo.messaging.attachment.AddressRule.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Brings a notice to the push service of a browser: encrypted for that browser alone (RFC 8291), signed by us (RFC 8292).
 * The address comes from a browser and is trusted with nothing: only the vendors' services are gone to, the name is resolved
 * once, and the connection goes to the very address that was vetted. No redirect is followed, and of the answer nothing but
 * its status is read.
 */
@ApplicationScoped
class Courier {

    private static final Duration CONNECT = Duration.ofSeconds(4);

    /** Asks the name service; may block. */
    @FunctionalInterface
    interface Names {

        List<InetAddress> of(String host) throws UnknownHostException;
    }

    private final HttpClient client;
    private final AddressRule rule;
    private final Names names;
    private final VapidKeys keys;
    private final PushConfig config;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    @Inject
    Courier(Vertx vertx, VapidKeys keys, PushConfig config, ObjectMapper json, MeterRegistry meters) {
        this(vertx, keys, config, json, meters, host -> List.of(InetAddress.getAllByName(host)));
    }

    Courier(Vertx vertx, VapidKeys keys, PushConfig config, ObjectMapper json, MeterRegistry meters, Names names) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAlive(true).setIdleTimeout(30).setMaxPoolSize(config.concurrency())
                .setDecompressionSupported(false).setVerifyHost(true).setMaxHeaderSize(16_384));
        this.rule = new AddressRule(config.allowedHosts().orElse(Set.of()), config.services(), AddressRule.HTTPS);
        this.names = names;
        this.keys = keys;
        this.config = config;
        this.json = json;
        this.meters = meters;
    }

    /** Whether we would go there, and whom it leads to; null for the address of nobody's push service. */
    @Nullable
    Target vet(String endpoint) {
        try {
            return rule.vet(URI.create(endpoint));
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** Never fails: what goes wrong is an answer too. */
    Uni<Taken> bring(Address address, Notice notice) {
        var target = vet(address.endpoint());
        var encryptTo = Address.keys(address.p256dh(), address.auth());
        if (target == null || encryptTo == null) {
            return Uni.createFrom().item(new Taken.Gone());
        }
        var began = Timer.start(meters);
        return Uni.createFrom().item(() -> MessageEncryptions.of()
                .encrypt(encryptTo, PushMessage.of(written(notice))).toBytes())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(body -> resolve(target).chain(addresses -> addresses.isEmpty()
                        ? Uni.createFrom().item(new Taken.Later(null, "address"))
                        : post(target, addresses.getFirst(), notice, body)))
                .ifNoItem().after(config.timeout()).fail()
                .onFailure().recoverWithItem(Courier::endOf)
                .invoke(taken -> began.stop(meters.timer("hilo.push.notices", "service", target.host(), "outcome",
                        taken.word())));
    }

    private static Taken endOf(Throwable failure) {
        return new Taken.Later(null, failure instanceof TimeoutException ? "timeout" : "unreachable");
    }

    /** None when the name leads where we do not go, for now. */
    private Uni<List<InetAddress>> resolve(Target target) {
        return Uni.createFrom().item(() -> {
            try {
                var addresses = names.of(target.host());
                return target.listed() || addresses.stream().allMatch(AddressRule::isPublic)
                        ? addresses
                        : List.<InetAddress>of();
            } catch (UnknownHostException unknown) {
                throw new IllegalStateException(unknown);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Taken> post(Target target, InetAddress at, Notice notice, byte[] body) {
        var uri = target.uri();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(target.port(), at.getHostAddress()))
                .setHost(target.host()).setPort(target.port()).setSsl(target.tls())
                .setURI((uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query)
                .setFollowRedirects(false)
                .setTimeout(config.timeout().toMillis())
                .putHeader("Authorization", keys.authorization(originOf(target)))
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Encoding", "aes128gcm")
                .putHeader("TTL", Long.toString(config.life().toSeconds()))
                .putHeader("Urgency", "high");
        var about = notice.thread();
        if (about != null) {
            // Of what waits for a browser that is away only the newest of each conversation is kept.
            request.putHeader("Topic", topicOf(about));
        }
        return client.request(request)
                .chain(open -> open.send(Buffer.buffer(body)).invoke(response -> discard(open, response)))
                .map(response -> Taken.of(response.statusCode(), response.getHeader("Retry-After")));
    }

    /** A short answer is let through, so that the connection can be used again; a long one is cut. */
    private static void discard(HttpClientRequest request, HttpClientResponse response) {
        var _ = response.getDelegate().exceptionHandler(_ -> {
            // Its status is known.
        });
        var length = response.getHeader("Content-Length");
        if (length == null || length.length() > 4) {
            var _ = request.reset();
        } else {
            var _ = response.getDelegate().handler(_ -> {
                // Nothing of it is wanted.
            });
        }
    }

    private static String originOf(Target target) {
        var usual = target.tls() ? 443 : 80;
        return (target.tls() ? "https://" : "http://") + target.host()
                + (target.port() == usual ? "" : ":" + target.port());
    }

    /** At most 32 characters of base64url, and nothing that says which conversation it is. */
    private static String topicOf(UUID thread) {
        try {
            var bytes = ByteBuffer.allocate(16).putLong(thread.getMostSignificantBits())
                    .putLong(thread.getLeastSignificantBits()).array();
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 18));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] written(Notice notice) {
        try {
            return json.writeValueAsBytes(notice);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
