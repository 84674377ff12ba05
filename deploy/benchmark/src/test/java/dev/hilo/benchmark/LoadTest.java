package dev.hilo.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadTest {

    @Test
    void sendsEachRequestOnceAndCountsWhatWasNotWanted() throws IOException {
        var calls = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            var status = exchange.getRequestURI().getPath().equals("/7") ? 422 : 202;
            exchange.sendResponseHeaders(status, 4);
            exchange.getResponseBody().write("body".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        try {
            var answers = new Load(4, 202).send(50, n -> HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d/%d".formatted(server.getAddress().getPort(), n))).build());

            assertThat(calls).hasValue(50);
            assertThat(answers.count()).isEqualTo(49);
            assertThat(answers.others()).isEqualTo(Map.of("HTTP 422 body", 1));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aShareOfTheAnswersIsAsFastAsItsSlowest() {
        var answers = new Load.Answers(Duration.ofSeconds(2), LongStream.rangeClosed(1, 200).boxed().toList(),
                Map.of());

        assertThat(answers.within(0.5)).isEqualTo(Duration.ofNanos(100));
        assertThat(answers.within(0.99)).isEqualTo(Duration.ofNanos(198));
        assertThat(answers.within(1)).isEqualTo(Duration.ofNanos(200));
        assertThat(answers.perSecond()).isEqualTo(100);
        assertThat(new Load.Answers(Duration.ofSeconds(1), List.of(), Map.of()).within(0.5)).isZero();
    }
}
