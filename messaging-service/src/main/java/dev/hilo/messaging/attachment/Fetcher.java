package dev.hilo.messaging.attachment;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.attachment.AddressRule.Target;
import dev.hilo.messaging.media.MediaConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;

/**
 * Fetches one address from outside: vetted, resolved once, and connected to the very address that was vetted, so that a
 * name cannot change its mind in between; each redirect is vetted like the first. Bounded in bytes and time.
 */
@ApplicationScoped
class Fetcher {

    private static final int MAX_REDIRECTS = 3;

    private static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("too large", null, false, false);
        }
    }

    private final HttpClient client;
    private final AddressRule rule;
    private final long maxBytes;
    private final Duration timeout;

    Fetcher(Vertx vertx, MediaConfig config) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setConnectTimeout(5_000)
                .setMaxPoolSize(config.fetchConcurrency()).setMaxInitialLineLength(8_192).setMaxHeaderSize(16_384));
        this.rule = new AddressRule(config.allowedHosts().orElse(Set.of()));
        this.maxBytes = config.fetchMaxBytes();
        this.timeout = config.fetchTimeout();
    }

    Uni<Fetched> fetch(String url) {
        return Uni.createFrom().deferred(() -> fetch(URI.create(url), MAX_REDIRECTS))
                .ifNoItem().after(timeout).recoverWithItem(new Fetched.Later("too-slow"))
                .onFailure(TooLarge.class).recoverWithItem(new Fetched.Refused("too-large"))
                .onFailure(IllegalArgumentException.class).recoverWithItem(new Fetched.Refused("bad-address"))
                .onFailure().recoverWithItem(new Fetched.Later("unreachable"));
    }

    private Uni<Fetched> fetch(URI uri, int redirects) {
        var target = rule.vet(uri);
        if (target == null) {
            return Uni.createFrom().item(new Fetched.Refused("bad-address"));
        }
        return resolve(target).chain(addresses -> {
            if (!target.listed() && !Arrays.stream(addresses).allMatch(AddressRule::isPublic)) {
                return Uni.createFrom().item(new Fetched.Refused("bad-address"));
            }
            return get(target, addresses[0], redirects);
        });
    }

    private static Uni<InetAddress[]> resolve(Target target) {
        return Uni.createFrom().item(() -> {
            try {
                return InetAddress.getAllByName(target.host());
            } catch (UnknownHostException unknown) {
                throw new IllegalStateException(unknown);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Fetched> get(Target target, InetAddress address, int redirects) {
        var path = target.uri().getRawPath() + (target.uri().getRawQuery() == null
                ? ""
                : "?" + target.uri().getRawQuery());
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host()).setPort(target.port()).setSsl(target.tls())
                .setURI(path.startsWith("/") ? path : "/" + path)
                .setTimeout(timeout.toMillis());
        return client.request(request).chain(sent -> sent.send()
                .chain(response -> read(target, sent, response, redirects)));
    }

    private Uni<Fetched> read(Target target, HttpClientRequest request, HttpClientResponse response, int redirects) {
        var status = response.statusCode();
        if (status == 200) {
            return body(request, response).map(Fetched.Content::new);
        }
        // Nothing of the body is wanted; the connection goes with it.
        var _ = request.reset();
        var location = response.getHeader("Location");
        if (status >= 300 && status < 400 && location != null) {
            return redirects == 0
                    ? Uni.createFrom().item(new Fetched.Refused("too-many-redirects"))
                    : fetch(target.uri().resolve(location), redirects - 1);
        }
        var gone = status == 404 || status == 410;
        // The carrier's storage may show a part a moment after it names it.
        return Uni.createFrom().item(gone
                ? new Fetched.Later("not-found")
                : status >= 500 || status == 429 ? new Fetched.Later("unreachable") : new Fetched.Refused("forbidden"));
    }

    private Uni<Buffer> body(HttpClientRequest request, HttpClientResponse response) {
        return response.toMulti()
                .collect().in(Buffer::buffer, (Buffer all, io.vertx.mutiny.core.buffer.Buffer chunk) -> {
                    if (all.length() + chunk.length() > maxBytes) {
                        throw new TooLarge();
                    }
                    var _ = all.appendBuffer(chunk.getDelegate());
                })
                .onFailure().invoke(() -> request.reset());
    }
}
