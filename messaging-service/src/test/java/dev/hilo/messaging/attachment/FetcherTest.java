package dev.hilo.messaging.attachment;

import java.time.Duration;
import java.util.Map;

import dev.hilo.messaging.media.MediaConfig;
import dev.hilo.messaging.media.MediaProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes of hosts that may be gone to but do not do what they should. */
class FetcherTest {

    private static final int LARGEST = 100_000;

    private static Vertx vertx;
    private static String base;
    private static Fetcher fetcher;
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        var server = vertx.getDelegate().createHttpServer().requestHandler(FetcherTest::answer).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
        base = "http://127.0.0.1:" + server.actualPort();
        var config = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(MediaConfig.class)
                .withDefaultValues(Map.of("hilo.media.directory", "target/media", "hilo.media.signing-key", "dev-key",
                        "hilo.media.public-base-url", "http://localhost:8080", "hilo.media.fetch-timeout", "1S",
                        "hilo.media.fetch-max-bytes", Integer.toString(LARGEST),
                        "hilo.media.allowed-hosts", "127.0.0.1:" + server.actualPort()))
                .build().getConfigMapping(MediaConfig.class);
        fetcher = new Fetcher(vertx, config, METERS);
    }

    @AfterAll
    static void close() {
        vertx.closeAndAwait();
    }

    private static void answer(HttpServerRequest request) {
        var response = request.response();
        switch (request.path()) {
            case "/ok" -> response.end(request.headers().contains("Accept-Encoding") ? "asked for less" : "fine");
            case "/largest" -> response.end(Buffer.buffer(new byte[LARGEST]));
            case "/announced" -> response.putHeader("Content-Length", "99999999999").write("x");
            case "/unannounced" -> response.setChunked(true).end(Buffer.buffer(new byte[LARGEST + 1]));
            case "/endless" -> {
                var _ = response.setChunked(true);
                var _ = vertx.getDelegate().setPeriodic(1, timer -> {
                    if (response.closed()) {
                        var _ = vertx.getDelegate().cancelTimer(timer);
                    } else {
                        var _ = response.write(Buffer.buffer(new byte[5_000]));
                    }
                });
            }
            case "/trickle" -> {
                var _ = response.setChunked(true);
                var _ = vertx.getDelegate().setPeriodic(50, timer -> {
                    if (response.closed()) {
                        var _ = vertx.getDelegate().cancelTimer(timer);
                    } else {
                        var _ = response.write("x");
                    }
                });
            }
            case "/silent" -> {
                // Never an answer.
            }
            case "/empty" -> response.end();
            case "/cut" -> {
                var _ = response.putHeader("Content-Length", "1000").write("half");
                var _ = vertx.getDelegate().setTimer(50, _ -> request.connection().close());
            }
            case "/gzip" ->
                response.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(new byte[]{0x1f, (byte) 0x8b}));
            case "/identity" -> response.putHeader("Content-Encoding", "identity").end("fine");
            case "/nowhere" -> response.setStatusCode(302).end();
            default -> response.setStatusCode(Integer.parseInt(request.path().substring(1))).end("no");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /announced,    Refused, TOO_LARGE
            /unannounced,  Refused, TOO_LARGE
            /endless,      Refused, TOO_LARGE
            /gzip,         Refused, BROKEN
            /nowhere,      Refused, REFUSED_ADDRESS
            /410,          Refused, GONE
            /403,          Refused, GONE
            /401,          Refused, GONE
            /400,          Refused, BROKEN
            /204,          Refused, BROKEN
            /206,          Refused, BROKEN
            /404,          Later,   GONE
            /500,          Later,   UNREACHABLE
            /503,          Later,   UNREACHABLE
            /429,          Later,   UNREACHABLE
            /cut,          Later,   UNREACHABLE
            /empty,        Later,   BROKEN
            /silent,       Later,   TIMED_OUT
            /trickle,      Later,   TIMED_OUT
            """)
    void saysWhyThereIsNothing(String path, String kind, MediaProblem problem) {
        assertThat(fetch(path)).isEqualTo(kind.equals("Later")
                ? new Fetched.Later(problem)
                : new Fetched.Refused(problem));
        assertThat(METERS.timer("hilo.media.fetches", "outcome", problem.wire()).count()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /ok,        4
            /identity,  4
            /largest,   100000
            """)
    void bringsWhatThereIsAsItIs(String path, int size) {
        assertThat(fetch(path)).isInstanceOfSatisfying(Fetched.Content.class,
                content -> assertThat(content.bytes().length()).isEqualTo(size));
    }

    @Test
    void whoeverIsNotThereIsUnreachable() {
        var config = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(MediaConfig.class)
                .withDefaultValues(Map.of("hilo.media.directory", "target/media", "hilo.media.signing-key", "dev-key",
                        "hilo.media.public-base-url", "http://localhost:8080", "hilo.media.allowed-hosts",
                        "127.0.0.1:1"))
                .build().getConfigMapping(MediaConfig.class);
        assertThat(
                new Fetcher(vertx, config, METERS).fetch("http://127.0.0.1:1/").await().atMost(Duration.ofSeconds(10)))
                .isEqualTo(new Fetched.Later(MediaProblem.UNREACHABLE));
    }

    private static Fetched fetch(String path) {
        return fetcher.fetch(base + path).await().atMost(Duration.ofSeconds(10));
    }
}
