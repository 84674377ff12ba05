package dev.hilo.chat.live;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hilo.chat.testing.Browser;
import dev.hilo.chat.testing.Neighbours;
import dev.hilo.chat.testing.Stream;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** A running gateway, what happens behind it, and the browsers before it, which leave when a test is over. */
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(Neighbours.class)
abstract class LiveTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    @TestHTTPResource("/ws")
    URI http;

    @TestHTTPResource
    URI home;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "hilo.forward.messaging")
    String messaging;

    final List<Browser> browsers = new ArrayList<>();
    Stream stream;

    @BeforeEach
    void listen() {
        stream = new Stream(kafka);
    }

    @AfterEach
    void leave() {
        browsers.forEach(Browser::close);
        stream.close();
        Tokens.nextToSignIn("ana", 300);
        Tokens.moveEverybodyBack();
    }

    /** What no other test of this run was given: four digits for the end of a number. */
    static int four() {
        return NUMBERS.getAndIncrement();
    }

    /** A number that no other test uses and no team owns. */
    static PhoneNumber aNumber() {
        return PhoneNumber.of("+1786556" + four());
    }

    /** Until the gateway is ready and has heard that the number is one of this person's. */
    static void awaitNumber(String user, PhoneNumber number) {
        Soon.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            RestAssured.get("/q/health/ready").then().statusCode(200);
            assertThat(RestAssured.given().auth().oauth2(Tokens.of(user)).get("/api/me")
                    .<List<String>>path("numbers.did")).contains(number.value());
        });
    }

    URI ws() {
        return URI.create(http.toString().replaceFirst("^http", "ws"));
    }

    Browser as(String user) {
        return connect(Map.of("Authorization", "Bearer " + Tokens.of(user)));
    }

    Browser connect(Map<String, String> headers) {
        var browser = Browser.connect(ws(), headers);
        browsers.add(browser);
        return browser;
    }

    /** Sockets that were closed with this code. */
    static double closed(int code) {
        return metric("hilo_live_closed_total{code=\"" + code + "\"}");
    }

    /** @param name with its tags, or without them for the sum over all */
    static double metric(String name) {
        return RestAssured.get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}
