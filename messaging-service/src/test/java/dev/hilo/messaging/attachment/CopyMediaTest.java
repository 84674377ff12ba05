package dev.hilo.messaging.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.ClamdForTests;
import dev.hilo.messaging.fixture.ClamdForTests.Mood;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@WholeService
class CopyMediaTest {

    private static final byte[] JPEG = picture("jpeg", BufferedImage.TYPE_INT_RGB);
    private static final byte[] PNG = picture("png", BufferedImage.TYPE_INT_ARGB);
    private static final AtomicBoolean HOST_IS_BACK = new AtomicBoolean();

    private ClamdForTests clamd;

    private final PhoneNumber did = World.aNumberOf("support");
    private final PhoneNumber contact = World.aContact();

    @AfterEach
    void allIsWell() {
        clamd.be(Mood.WELL);
        HOST_IS_BACK.set(false);
    }

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
        assertThat(served.header("Content-Disposition")).isEqualTo("inline; filename=\"picture.jpg\"");
        assertThat(served.header("Cross-Origin-Resource-Policy")).isEqualTo("same-site");
        assertThat(served.header("Cache-Control")).isEqualTo("private, max-age=3600, immutable");
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
    void aPictureComesWithASmallOneAndItsSize() throws IOException {
        arrivesWith("", carrierStorage() + "/picture.png");
        eventually(() -> messages().body("[0].media[0].state", equalTo("ready")));
        messages().body("[0].media[0].width", equalTo(1200)).body("[0].media[0].height", equalTo(900))
                .body("[0].media[0].thumbnailUrl", containsString("/thumbnail?e="))
                .body("[0].media[0].retryable", nullValue());
        var url = messages().extract().<String>path("[0].media[0].thumbnailUrl");
        var served = RestAssured.given().urlEncodingEnabled(false).get(url);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(ImageIO.read(new ByteArrayInputStream(served.asByteArray())).getWidth()).isEqualTo(480);
        // The address of one is no permission for the other.
        RestAssured.given().urlEncodingEnabled(false).get(url.replace("/thumbnail", "")).then().statusCode(404);
        eventually(() -> assertThat(World.eventsOf(did, contact)).last().isInstanceOfSatisfying(
                ConversationEvent.MessageChanged.class, changed -> {
                    var medium = changed.message().media().getFirst();
                    assertThat(medium.width()).isEqualTo(1200);
                    assertThat(medium.thumbnailUrl()).isNotNull();
                }));
    }

    @Test
    void aPageIsNotKeptWhateverItCallsItself() {
        arrivesWith("", carrierStorage() + "/evil.jpg");
        eventually(() -> messages().body("[0].media[0].state", equalTo("failed"))
                .body("[0].media[0].problem", equalTo("unsafe-type")).body("[0].media[0].url", nullValue())
                .body("[0].media[0].retryable", nullValue()));
    }

    @Test
    void aPictureThatIsAPageTooIsOnlyADownload() {
        arrivesWith("", carrierStorage() + "/polyglot.jpg", carrierStorage() + "/menu.exe");
        eventually(() -> messages().body("[0].media.state", contains("ready", "ready")));
        messages().body("[0].media[0].thumbnailUrl", containsString("/thumbnail?"))
                .body("[0].media[1].contentType", equalTo("application/pdf"));
        RestAssured.given().urlEncodingEnabled(false).get(messages().extract().<String>path("[0].media[0].url")).then()
                .contentType(containsString("application/octet-stream"))
                .header("Content-Disposition", equalTo("attachment; filename=\"polyglot.bin\""));
        RestAssured.given().urlEncodingEnabled(false).get(messages().extract().<String>path("[0].media[1].url")).then()
                .header("Content-Disposition", equalTo("attachment; filename=\"menu.pdf\""));
    }

    @Test
    void aPlayerGetsThePartThatItAsksFor() {
        arrivesWith("", carrierStorage() + "/film.mp4");
        eventually(() -> messages().body("[0].media[0].state", equalTo("ready")));
        var url = messages().extract().<String>path("[0].media[0].url");
        RestAssured.given().urlEncodingEnabled(false).header("Range", "bytes=4-7").get(url).then().statusCode(206)
                .header("Content-Range", equalTo("bytes 4-7/64")).header("Content-Length", equalTo("4"))
                .header("Accept-Ranges", equalTo("bytes")).contentType("video/mp4");
        RestAssured.given().urlEncodingEnabled(false).header("Range", "bytes=-4").get(url).then().statusCode(206)
                .header("Content-Range", equalTo("bytes 60-63/64"));
        RestAssured.given().urlEncodingEnabled(false).header("Range", "bytes=64-").get(url).then().statusCode(416)
                .header("Content-Range", equalTo("bytes */64"));
        RestAssured.given().urlEncodingEnabled(false).header("Range", "bytes=0-1,5-6").get(url).then().statusCode(200);
    }

    @Test
    void doesNotGoWhereItMustNot() {
        arrivesWith("text first", "http://169.254.169.254/latest/meta-data/1.jpg", "https://localhost/1.jpg",
                carrierStorage() + "/redirect-inside.jpg");
        eventually(() -> messages().body("[0].media.state", contains("failed", "failed", "failed"))
                .body("[0].media.problem", contains("refused-address", "refused-address", "refused-address"))
                .body("[0].body", equalTo("text first")));
    }

    @Test
    void whatTheCarrierNoLongerHasIsGone() {
        arrivesWith("", carrierStorage() + "/expired.jpg", carrierStorage() + "/nothing.jpg");
        eventually(() -> messages().body("[0].media.problem", contains("gone", "gone"))
                .body("[0].media[0].retryable", nullValue()));
        var id = messages().extract().<String>path("[0].media[0].id");
        as(TokensForTests.ana()).post("/api/media/" + id + "/retry").then().statusCode(409)
                .body("type", containsString("not-retryable"));
    }

    @Test
    void aSilentHostDelaysNoTextAndTheAttachmentComesWhenItIsAskedForAgain() {
        var before = Instant.now();
        arrivesWith("the words are here", carrierStorage() + "/silent.jpg");
        messages().body("[0].body", equalTo("the words are here")).body("[0].media[0].state", equalTo("fetching"));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
        eventually(() -> messages().body("[0].media[0].state", equalTo("failed"))
                .body("[0].media[0].problem", equalTo("timed-out"))
                .body("[0].media[0].retryable", equalTo(true)));
        var id = messages().extract().<String>path("[0].media[0].id");

        HOST_IS_BACK.set(true);
        as(TokensForTests.leo()).post("/api/media/" + id + "/retry").then().statusCode(404);
        var key = UUID.randomUUID().toString();
        var first = as(TokensForTests.ana()).header("Idempotency-Key", key).post("/api/media/" + id + "/retry").then()
                .statusCode(202).body("state", equalTo("fetching")).body("id", equalTo(id)).extract().asString();
        eventually(() -> messages().body("[0].media[0].state", equalTo("ready"))
                .body("[0].media[0].problem", nullValue()));
        // The same wish again is not a new one: it gets the same answer and changes nothing.
        assertThat(as(TokensForTests.ana()).header("Idempotency-Key", key).post("/api/media/" + id + "/retry").then()
                .statusCode(202).extract().asString()).isEqualTo(first);
        messages().body("[0].media[0].state", equalTo("ready"));
        as(TokensForTests.ana()).post("/api/media/" + id + "/retry").then().statusCode(409);
        as(TokensForTests.ana()).post("/api/media/" + UUID.randomUUID() + "/retry").then().statusCode(404);
        eventually(() -> assertThat(World.eventsOf(did, contact)).extracting(event -> event.getClass().getSimpleName())
                .containsExactly("MessageReceived", "MessageChanged", "MessageChanged", "MessageChanged"));
    }

    @Test
    void whatIsInfectedIsNeverShown() {
        arrivesWith("look", carrierStorage() + "/eicar.txt.jpg");
        eventually(() -> messages().body("[0].media[0].state", equalTo("failed"))
                .body("[0].media[0].problem", equalTo("infected")).body("[0].media[0].url", nullValue())
                .body("[0].body", equalTo("look")));
        assertThat(stored(messages().extract().path("[0].media[0].id"))).isFalse();
    }

    @Test
    void nothingIsShownUnscannedAndItsBytesAreKeptUntilTheScannerIsBack() {
        clamd.be(Mood.HANGS_UP);
        arrivesWith("look", carrierStorage() + "/once.jpg");
        eventually(() -> messages().body("[0].media[0].state", equalTo("fetching"))
                .body("[0].media[0].problem", equalTo("scan-unavailable")).body("[0].media[0].url", nullValue()));
        var id = messages().extract().<String>path("[0].media[0].id");
        assertThat(stored(id)).isTrue();
        var asked = clamd.asked();
        // Longer than its tries would last if this were a fault of its own.
        eventually(() -> assertThat(clamd.asked()).isGreaterThan(asked + 3));
        messages().body("[0].media[0].state", equalTo("fetching"));

        clamd.be(Mood.WELL);
        // The carrier gave it only once; it is the copy of then that is shown.
        eventually(() -> messages().body("[0].media[0].state", equalTo("ready"))
                .body("[0].media[0].problem", nullValue()));
        assertThat(World.eventsOf(did, contact)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void whatWaitedForTheScannerAndIsInfectedIsDeleted() {
        clamd.be(Mood.BUSY);
        arrivesWith("look", carrierStorage() + "/eicar.txt.jpg");
        eventually(() -> messages().body("[0].media[0].problem", equalTo("scan-unavailable")));
        var id = messages().extract().<String>path("[0].media[0].id");
        assertThat(stored(id)).isTrue();

        clamd.be(Mood.WELL);
        eventually(() -> messages().body("[0].media[0].problem", equalTo("infected")));
        assertThat(stored(id)).isFalse();
    }

    @Test
    void givesUpOnWhatIsTooLarge() {
        arrivesWith("", carrierStorage() + "/huge.jpg");
        eventually(() -> messages().body("[0].media[0].problem", equalTo("too-large")));
    }

    private static boolean stored(String id) {
        return Files.exists(Path.of("target/media", id.substring(id.length() - 2), id));
    }

    private static byte[] picture(String format, int type) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(1200, 900, type), format, bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
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

        private static final AtomicBoolean FIRST_TIME = new AtomicBoolean(true);
        private static String base;

        static synchronized String base() {
            if (base == null) {
                var port = org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue(CarrierForTests.STORAGE_PORT, Integer.class);
                var vertx = Vertx.vertx();
                vertx.createHttpServer().requestHandler(request -> {
                    var response = request.response();
                    switch (request.path()) {
                        case "/picture.jpg" -> response.end(Buffer.buffer(JPEG));
                        case "/picture.png" -> response.end(Buffer.buffer(PNG));
                        case "/polyglot.jpg" ->
                            response.end(Buffer.buffer(JPEG).appendString("<html><script>x</script>"));
                        case "/menu.exe" -> response.end("%PDF-1.7 a menu");
                        case "/film.mp4" -> response.end(Buffer.buffer(new byte[]{0, 0, 0, 64}).appendString("ftypisom")
                                .appendBytes(new byte[52]));
                        case "/eicar.txt.jpg" -> response.end(ClamdForTests.EICAR);
                        case "/expired.jpg" -> response.setStatusCode(410).end();
                        case "/once.jpg" -> {
                            if (FIRST_TIME.getAndSet(false)) {
                                response.end(Buffer.buffer(JPEG));
                            } else {
                                response.setStatusCode(410).end();
                            }
                        }
                        case "/silent.jpg" -> {
                            if (HOST_IS_BACK.get()) {
                                response.end(Buffer.buffer(JPEG));
                            }
                        }
                        case "/wording.txt" -> response.end("Look at =\r\nthis");
                        case "/stop.txt" -> response.end("Stop.\r\n");
                        case "/evil.jpg" -> response.putHeader("Content-Type", "text/html")
                                .end("<script>alert(1)</script>");
                        case "/redirect-inside.jpg" -> response.setStatusCode(302)
                                .putHeader("Location", "http://127.0.0.1:9/").end();
                        case "/huge.jpg" -> response.end(Buffer.buffer(new byte[11 << 20]));
                        default -> response.setStatusCode(404).end();
                    }
                }).listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
                base = "http://127.0.0.1:" + port;
            }
            return base;
        }
    }
}
