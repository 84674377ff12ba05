package dev.hilo.messaging.attachment;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.hilo.messaging.attachment.AddressRule.Target;
import dev.hilo.messaging.media.MediaConfig;
import dev.hilo.messaging.media.MediaProblem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.ConnectTimeoutException;
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
import org.jspecify.annotations.Nullable;

/**
 * Fetches one address from outside: vetted, resolved once, and connected to the very address that was vetted, so that a
 * name cannot change its mind in between; each redirect is vetted like the first. The certificate must be the name's.
 * Nothing of ours goes along: no credentials, no cookies, no proxy. Bounded in bytes, in time, also for a host that sends
 * one byte a second, and never unpacked: what comes compressed although nobody asked for that is refused.
 */
@ApplicationScoped
class Fetcher {

    private static final int MAX_REDIRECTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Asks the name service; may block. */
    @FunctionalInterface
    interface Names {

        List<InetAddress> of(String host) throws UnknownHostException;
    }

    private static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("too large", null, false, false);
        }
    }

    /** The connection that is open for one fetch; at most one at a time. */
    private static final class Line {

        private @Nullable HttpClientRequest open;
        private boolean cut;

        synchronized void hold(HttpClientRequest request) {
            open = request;
            if (cut) {
                hangUp();
            }
        }

        synchronized void cut() {
            cut = true;
            hangUp();
        }

        /** All of it came; the connection goes by itself. */
        synchronized void done() {
            open = null;
        }

        synchronized void hangUp() {
            var request = open;
            open = null;
            if (request != null) {
                var _ = request.reset();
            }
        }
    }

    private final HttpClient client;
    private final AddressRule rule;
    private final Names names;
    private final UnaryOperator<SocketAddress> road;
    private final MeterRegistry meters;
    private final long maxBytes;
    private final Duration timeout;

    @Inject
    Fetcher(Vertx vertx, MediaConfig config, MeterRegistry meters) {
        this(vertx, config, meters, AddressRule.HTTPS, host -> List.of(InetAddress.getAllByName(host)),
                UnaryOperator.identity(), new HttpClientOptions());
    }

    /** @param road leads from an address to itself, but for tests, which must not go out */
    Fetcher(Vertx vertx, MediaConfig config, MeterRegistry meters, int httpsPort, Names names,
            UnaryOperator<SocketAddress> road, HttpClientOptions options) {
        // Idle: for the moment between a connection that was made and a fetch that was given up.
        this.client = vertx.createHttpClient(options.setKeepAlive(false).setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeout((int) config.fetchTimeout().toSeconds() + 1)
                .setMaxPoolSize(config.fetchConcurrency()).setMaxInitialLineLength(8_192).setMaxHeaderSize(16_384)
                .setDecompressionSupported(false).setVerifyHost(true));
        this.rule = new AddressRule(config.allowedHosts().orElse(Set.of()), config.carrierHosts().orElse(Set.of()),
                httpsPort);
        this.names = names;
        this.road = road;
        this.meters = meters;
        this.maxBytes = config.fetchMaxBytes();
        this.timeout = config.fetchTimeout();
    }

    Uni<Fetched> fetch(String url) {
        return Uni.createFrom().deferred(() -> {
            var line = new Line();
            var began = Timer.start(meters);
            return Uni.createFrom().deferred(() -> hop(URI.create(url), MAX_REDIRECTS, line))
                    .ifNoItem().after(timeout).recoverWithItem(new Fetched.Later(MediaProblem.TIMED_OUT))
                    .onFailure().recoverWithItem(Fetcher::endOf)
                    .onTermination().invoke(line::cut)
                    .invoke(fetched -> began.stop(meters.timer("hilo.media.fetches", "outcome", wordOf(fetched))));
        });
    }

    private static Fetched endOf(Throwable failure) {
        return switch (failure) {
            case TooLarge _ -> new Fetched.Refused(MediaProblem.TOO_LARGE);
            case IllegalArgumentException _ -> new Fetched.Refused(MediaProblem.REFUSED_ADDRESS);
            case TimeoutException _ -> new Fetched.Later(MediaProblem.TIMED_OUT);
            case ConnectTimeoutException _ -> new Fetched.Later(MediaProblem.TIMED_OUT);
            default -> new Fetched.Later(MediaProblem.UNREACHABLE);
        };
    }

    private static String wordOf(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Content _ -> "content";
            case Fetched.Refused refused -> refused.problem().wire();
            case Fetched.Later later -> later.problem().wire();
        };
    }

    private Uni<Fetched> hop(URI uri, int redirects, Line line) {
        var target = rule.vet(uri);
        if (target == null) {
            return refused();
        }
        return resolve(target).chain(addresses -> addresses.isEmpty()
                || (!target.listed() && !addresses.stream().allMatch(AddressRule::isPublic))
                        ? refused()
                        : get(target, addresses.getFirst(), redirects, line));
    }

    private Uni<List<InetAddress>> resolve(Target target) {
        return Uni.createFrom().item(() -> {
            try {
                return names.of(target.host());
            } catch (UnknownHostException unknown) {
                throw new IllegalStateException(unknown);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Fetched> get(Target target, InetAddress address, int redirects, Line line) {
        var path = target.uri().getRawPath() + (target.uri().getRawQuery() == null
                ? ""
                : "?" + target.uri().getRawQuery());
        var request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(road.apply(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress())))
                .setHost(target.host()).setPort(target.port()).setSsl(target.tls())
                .setURI(path.startsWith("/") ? path : "/" + path)
                .putHeader("Accept", "*/*").putHeader("User-Agent", "Hilo")
                .setTimeout(timeout.toMillis());
        return client.request(request).invoke(line::hold)
                .chain(HttpClientRequest::send)
                .chain(response -> read(target, response, redirects, line));
    }

    private Uni<Fetched> read(Target target, HttpClientResponse response, int redirects, Line line) {
        // Hanging up is no error of anybody's.
        var _ = response.getDelegate().exceptionHandler(_ -> {
        });
        var status = response.statusCode();
        if (status == 200) {
            return isWrapped(response)
                    ? Uni.createFrom().item(new Fetched.Refused(MediaProblem.BROKEN))
                    : body(response).invoke(line::done).map(bytes -> bytes.length() == 0
                            ? new Fetched.Later(MediaProblem.BROKEN)
                            : new Fetched.Content(bytes));
        }
        // Nothing of the body is wanted; the connection goes with it.
        line.hangUp();
        var location = response.getHeader("Location");
        if (status >= 300 && status < 400) {
            return redirects == 0 || location == null
                    ? refused()
                    : hop(target.uri().resolve(location), redirects - 1, line);
        }
        return Uni.createFrom().item(endOf(status));
    }

    private static Fetched endOf(int status) {
        // The carrier's storage may show a part a moment after it names it.
        if (status == 404) {
            return new Fetched.Later(MediaProblem.GONE);
        }
        // 401 and 403 is how a storage says that a signed address has had its time.
        return status == 410 || status == 401 || status == 403
                ? new Fetched.Refused(MediaProblem.GONE)
                : status >= 500 || status == 429 || status == 408
                        ? new Fetched.Later(MediaProblem.UNREACHABLE)
                        : new Fetched.Refused(MediaProblem.BROKEN);
    }

    private static boolean isWrapped(HttpClientResponse response) {
        var encoding = response.getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private Uni<Buffer> body(HttpClientResponse response) {
        var announced = response.getHeader("Content-Length");
        if (announced != null && Long.parseLong(announced.strip()) > maxBytes) {
            return Uni.createFrom().failure(new TooLarge());
        }
        return response.toMulti()
                .collect().in(Buffer::buffer, (Buffer all, io.vertx.mutiny.core.buffer.Buffer chunk) -> {
                    if (all.length() + chunk.length() > maxBytes) {
                        throw new TooLarge();
                    }
                    var _ = all.appendBuffer(chunk.getDelegate());
                });
    }

    private static Uni<Fetched> refused() {
        return Uni.createFrom().item(new Fetched.Refused(MediaProblem.REFUSED_ADDRESS));
    }
}
