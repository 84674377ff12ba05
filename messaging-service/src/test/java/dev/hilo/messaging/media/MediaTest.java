package dev.hilo.messaging.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;

import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.ClamdForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@WholeService
class MediaTest {

    private ClamdForTests clamd;

    @Test
    void aLargePictureLeavesAsOneSmallJpeg() throws IOException {
        var uploaded = upload("noise.png", noise(2400, 1800, "png"));
        assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(201);
        assertThat(uploaded.<String>path("contentType")).isEqualTo("image/jpeg");
        assertThat(uploaded.<Integer>path("bytes")).isLessThanOrEqualTo(512_000);
        var picture = ImageIO.read(new ByteArrayInputStream(download(uploaded.path("url")).asByteArray()));
        assertThat(Math.max(picture.getWidth(), picture.getHeight())).isLessThanOrEqualTo(1600);
        assertThat((double) picture.getWidth() / picture.getHeight()).isBetween(1.32, 1.34);
    }

    @Test
    void aSmallPictureStaysAsItIs() throws IOException {
        var png = plain(20, 10, "png");
        var uploaded = upload("menu: (today).png", png);
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(uploaded.<String>path("name")).isEqualTo("menu_ _today_.png");
        assertThat(download(uploaded.path("url")).asByteArray()).isEqualTo(png);
    }

    @Test
    void aPhotoIsTurnedUprightAndForgetsWhereItWasTaken() throws IOException {
        var uploaded = upload("photo.jpg", turned(plain(40, 20, "jpeg")));
        var bytes = download(uploaded.path("url")).asByteArray();
        var picture = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(picture.getWidth()).isEqualTo(20);
        assertThat(picture.getHeight()).isEqualTo(40);
        assertThat(Exif.hasMetadata(bytes, Sniffed.JPEG)).isFalse();
    }

    @Test
    void refusesWhatIsNotAPicture() {
        assertThat(upload("a.gif", "GIF89a...........".getBytes(UTF_8)).statusCode()).isEqualTo(422);
        assertThat(upload("a.jpg", "<script>".getBytes(UTF_8)).statusCode()).isEqualTo(422);
        var cut = new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0};
        upload("cut.jpg", cut).then().statusCode(422).body("type", containsString("unsupported-media"));
    }

    @Test
    void refusesAPictureThatClaimsToBeEnormous() throws IOException {
        var png = plain(20, 10, "png");
        // The header's width and height; its checksum is not what protects us.
        System.arraycopy(new byte[]{0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, (byte) 0xFF, (byte) 0xFF}, 0, png, 16, 8);
        assertThat(upload("bomb.png", png).statusCode()).isEqualTo(422);
    }

    @Test
    void anUploadHasASmallPictureToo() throws IOException {
        var id = upload("photo.jpg", turned(plain(900, 600, "jpeg"))).<String>path("id");
        var row = Rows.of("select width, height, thumbnail from media where id = $1", UUID.fromString(id)).getFirst();
        assertThat(row.getInteger("width")).isEqualTo(600);
        assertThat(row.getInteger("height")).isEqualTo(900);
        assertThat(row.getBoolean("thumbnail")).isTrue();
    }

    @Test
    void refusesWhatTheVirusScannerFinds() throws IOException {
        var png = new ByteArrayOutputStream();
        png.write(plain(20, 10, "png"));
        png.writeBytes(ClamdForTests.EICAR.getBytes(UTF_8));
        upload("menu.png", png.toByteArray()).then().statusCode(422).body("type", containsString("infected"));
    }

    @Test
    void sendsNothingUnscanned() throws IOException {
        clamd.be(ClamdForTests.Mood.BUSY);
        try {
            upload("menu.png", plain(20, 10, "png")).then().statusCode(503).body("type", containsString("unavailable"));
        } finally {
            clamd.be(ClamdForTests.Mood.WELL);
        }
        assertThat(upload("menu.png", plain(20, 10, "png")).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThat(upload("big.jpg", new byte[5_242_881]).statusCode()).isEqualTo(413);
    }

    @Test
    void anUploadLeavesWithItsMessageAndOnlyOnce() throws IOException {
        var did = World.aNumberOf("support");
        var contact = World.aContact();
        var id = upload("menu.png", plain(20, 10, "png")).<String>path("id");
        var send = Map.of("from", did.value(), "to", contact.value(), "mediaIds", List.of(id));
        as(TokensForTests.marta()).body(send).post("/api/messages/send").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/mediaIds/0"));
        var message = as(TokensForTests.ana()).body(send).post("/api/messages/send").then().statusCode(202).extract()
                .<String>path("id");
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + message).then()
                .body("status", equalTo("sent")).body("media", hasSize(1)).body("media[0].state", equalTo("ready")));
        var request = CarrierForTests.sentTo(contact).getFirst().path("request");
        assertThat(request.path("Message").asText("absent")).isEmpty();
        var url = request.path("MediaURLs").path(0).asText();
        assertThat(url).startsWith("http://localhost:8080/media/" + id + "?e=");
        assertThat(download(url.substring("http://localhost:8080".length())).statusCode()).isEqualTo(200);
        as(TokensForTests.ana()).body(send).post("/api/messages/send").then().statusCode(422);
    }

    @Test
    void aPictureThatLiesElsewhereIsTheCarriersToFetch() {
        var did = World.aNumberOf("support");
        var contact = World.aContact();
        var elsewhere = "https://pictures.invalid/menu.jpg";
        var message = as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "body", "Menu",
                "mediaUrl", elsewhere)).post("/api/messages/send").then().statusCode(202).extract().<String>path("id");
        eventually(() -> as(TokensForTests.ana()).get("/api/messages/" + message).then()
                .body("status", equalTo("sent")).body("media", hasSize(1)));
        assertThat(CarrierForTests.sentTo(contact).getFirst().path("request").path("MediaURLs").path(0).asText())
                .isEqualTo(elsewhere);
        as(TokensForTests.ana()).body(Map.of("from", did.value(), "to", contact.value(), "mediaUrl", "file:///etc"))
                .post("/api/messages/send").then().statusCode(422).body("errors[0].pointer", equalTo("/mediaUrl"));
    }

    private static Response upload(String name, byte[] bytes) {
        return RestAssured.given().auth().oauth2(TokensForTests.ana())
                .multiPart("file", name, bytes, "application/octet-stream").post("/api/media");
    }

    private static Response download(String url) {
        return RestAssured.given().urlEncodingEnabled(false).get(url);
    }

    private static byte[] plain(int width, int height, String format) throws IOException {
        return encoded(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format);
    }

    /** Hard to compress: worse than any photo. */
    private static byte[] noise(int width, int height, String format) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (var y = 0; y < height; y += 3) {
            for (var x = 0; x < width; x += 3) {
                var graphics = picture.createGraphics();
                graphics.setColor(new Color(random.nextInt(0x1000000) & 0xF0F0F0));
                graphics.fillRect(x, y, 3, 3);
                graphics.dispose();
            }
        }
        return encoded(picture, format);
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, format, bytes);
        return bytes.toByteArray();
    }

    /** With the metadata of a camera that was held upright: orientation 6. */
    private static byte[] turned(byte[] jpeg) throws IOException {
        byte[] exif = {(byte) 0xFF, (byte) 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
                0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}
