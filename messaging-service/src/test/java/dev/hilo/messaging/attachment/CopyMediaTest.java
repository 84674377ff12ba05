package dev.hilo.messaging.attachment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

@WholeService
class CopyMediaTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 1, 2, 3};

    private final PhoneNumber did = World.aNumberOf("support");
    private final PhoneNumber contact = World.aContact();

    @Test
    void copiesThePictureAndAppendsTheWording() {
        var parts = carrierStorage();
        arrivesWith("", parts + "/picture.jpg", parts + "/wording.txt");
        eventually(() -> messages().body("[0].media[0].state", equalTo("ready"))
                .body("[0].body", equalTo("Look at this")));
        messages().body("[0].media", hasSize(1)).body("[0].media[0].contentType", equalTo("image/jpeg"))
                .body("[0].media[0].bytes", equalTo(JPEG.length)).body("[0].mediaUrl", startsWith("/media/"));
        var url = messages().extract().<String>path("[0].media[0].url");
        var served = RestAssured.given().urlEncodingEnabled(false).get(url);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.asByteArray()).isEqualTo(JPEG);
        assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(served.header("Content-Security-Policy")).contains("sandbox");
        assertThat(served.header("Content-Disposition")).isEqualTo("inline");
        RestAssured.given().urlEncodingEnabled(false).get(url.substring(0, url.length() - 4) + "AAAA").then()
                .statusCode(404);
        RestAssured.given().get(url.substring(0, url.indexOf('?'))).then().statusCode(404);
        eventually(() -> assertThat(World.eventsOf(did, contact)).extracting(event -> event.getClass().getSimpleName())
                .containsExactly("MessageReceived", "MessageChanged", "MessageChanged"));
    }

    @Test
    void theWordingCountsAsAnyTextDoes() {
        arrivesWith("", carrierStorage() + "/stop.txt");
        eventually(() -> assertThat(Rows.of("select text from consent_entry where did = $1 and kind = 'OPT_OUT'",
                did.value())).singleElement().satisfies(row -> assertThat(row.getString(0)).isEqualTo("Stop.")));
        eventually(() -> assertThat(CarrierForTests.sentTo(contact)).hasSize(1));
    }

    @Test
    void whatIsNotAPictureIsOnlyADownload() {
        arrivesWith("", carrierStorage() + "/evil.jpg");
        eventually(() -> messages().body("[0].media[0].state", equalTo("ready")));
        var url = messages().extract().<String>path("[0].media[0].url");
        RestAssured.given().urlEncodingEnabled(false).get(url).then()
                .contentType(containsString("application/octet-stream"))
                .header("Content-Disposition", equalTo("attachment"));
    }

    @Test
    void doesNotGoWhereItMustNot() {
        arrivesWith("text first", "http://169.254.169.254/latest/meta-data/1.jpg", "https://localhost/1.jpg",
                carrierStorage() + "/redirect-inside.jpg");
        eventually(() -> messages().body("[0].media.state", contains("failed", "failed", "failed"))
                .body("[0].media.problem", contains("bad-address", "bad-address", "bad-address"))
                .body("[0].body", equalTo("text first")));
    }

    @Test
    void givesUpOnWhatIsTooLarge() {
        arrivesWith("", carrierStorage() + "/huge.jpg");
        eventually(() -> messages().body("[0].media[0].problem", equalTo("too-large")));
    }

    private void arrivesWith(String text, String... urls) {
        World.arrives(new InboundMessage.Received(UUID.randomUUID(), Instant.now(), UUID.randomUUID(), did, contact,
                List.of(), text, List.of(urls).stream()
                        .map(url -> new InboundMessage.Part(url, url.endsWith(".txt"))).toList(),
                null));
        eventually(
                () -> assertThat(Rows.of("select 1 from message where did = $1 and direction = 'INBOUND'", did.value()))
                        .hasSize(1));
    }

    private ValidatableResponse messages() {
        var thread = Rows.of("select id from thread where did = $1", did.value()).getFirst().getUUID(0);
        return as(TokensForTests.ana()).get("/api/threads/" + thread + "/messages").then().statusCode(200);
    }

    /** Stands where the carrier keeps its parts: the one address that the tests' configuration lists beside it. */
    private static String carrierStorage() {
        return Storage.base();
    }

    private static final class Storage {

        private static String base;

        static synchronized String base() {
            if (base == null) {
                var port = org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue(CarrierForTests.STORAGE_PORT, Integer.class);
                var vertx = Vertx.vertx();
                vertx.createHttpServer().requestHandler(request -> {
                    var response = request.response();
                    switch (request.path()) {
                        case "/picture.jpg" -> response.end(io.vertx.core.buffer.Buffer.buffer(JPEG));
                        case "/wording.txt" -> response.end("Look at =\r\nthis");
                        case "/stop.txt" -> response.end("Stop.\r\n");
                        case "/evil.jpg" -> response.putHeader("Content-Type", "text/html")
                                .end("<script>alert(1)</script>");
                        case "/redirect-inside.jpg" -> response.setStatusCode(302)
                                .putHeader("Location", "http://127.0.0.1:9/").end();
                        case "/huge.jpg" -> response.end(io.vertx.core.buffer.Buffer.buffer(new byte[11 << 20]));
                        default -> response.setStatusCode(404).end();
                    }
                }).listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
                base = "http://127.0.0.1:" + port;
            }
            return base;
        }
    }
}
