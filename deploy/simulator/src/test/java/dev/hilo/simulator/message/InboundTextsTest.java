package dev.hilo.simulator.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.Client.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InboundTextsTest extends CarrierTest {

    @BeforeEach
    void own() {
        ownDemoNumber();
    }

    @Test
    void theTextTravelsFormEncodedInsideTheJson() {
        var reply = client.control("POST", "inbound",
                Map.of("from", "+13053302277", "to", "+17865551234", "text", "¡Hola! 1+1=2 & 50% 😀"));

        assertThat(reply.status()).isEqualTo(202);
        var post = receiver.waitFor(1).getFirst();
        assertThat(post.json().path("RefId")).isEqualTo(reply.json().at("/refIds/0"));
        assertThat(post.json().path("From").asText()).isEqualTo(CUSTOMER);
        assertThat(post.json().path("To").isArray()).isTrue();
        assertThat(post.json().path("Message").asText())
                .isEqualTo("%C2%A1Hola%21+1%2B1%3D2+%26+50%25+%F0%9F%98%80");
        assertThat(post.message()).isEqualTo("¡Hola! 1+1=2 & 50% 😀");
        assertThat(post.json().path("DeliveryReceipt").isBoolean()).isTrue();
        assertThat(post.json().has("MediaURLs")).isFalse();
    }

    @Test
    void orPlainWhenSwitchedOrAsked() {
        client.control("POST", "inbound", Map.of("from", CUSTOMER, "to", OURS, "text", "a b+c", "encode", "none"));
        turn("encode", "none");
        carrier.control().inbound(CUSTOMER, OURS, "d e");

        assertThat(receiver.waitFor(2)).extracting(post -> post.json().path("Message").asText())
                .containsExactly("a b+c", "d e");
    }

    @Test
    void minimalPayloadsHaveThreeKeys() {
        turn("minimal-payload", true);

        carrier.control().inbound(CUSTOMER, OURS, "Hola!");

        assertThat(receiver.waitFor(1).getFirst().json().fieldNames()).toIterable().containsExactly("From", "To",
                "Message");
    }

    @Test
    void mediaUrlsOfAnSmsMayBeNullOrEmpty() {
        turn("sms-media", "null");
        carrier.control().inbound(CUSTOMER, OURS, "one");
        turn("sms-media", "empty");
        carrier.control().inbound(CUSTOMER, OURS, "two");

        var posts = receiver.waitFor(2);
        assertThat(posts.get(0).json().get("MediaURLs").isNull()).isTrue();
        assertThat(posts.get(1).json().get("MediaURLs")).isEmpty();
    }

    @Test
    void anMmsBlanksTheTextAndCarriesItAsAPart() {
        carrier.control().inbound(CUSTOMER, OURS, "Mira: ñ 😀", "sunset.jpg");

        var post = receiver.waitFor(1).getFirst().json();

        assertThat(post.path("Message").asText("?")).isEmpty();
        var urls = strings(post.path("MediaURLs"));
        assertThat(urls).hasSize(3);
        assertThat(urls.get(0)).endsWith(".smil");
        assertThat(urls.get(1)).endsWith("/sunset.jpg");
        assertThat(urls.get(2)).endsWith(".txt");
        assertThat(get(urls.get(1)).raw().headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(get(urls.get(2)).body()).isEqualTo("Mira: ñ 😀");
    }

    @Test
    void orCarriesItInTheMessage() {
        turn("mms-text", "message");

        carrier.control().inbound(CUSTOMER, OURS, "Mira", "chart.png");

        var post = receiver.waitFor(1).getFirst().json();
        assertThat(post.path("Message").asText()).isEqualTo("Mira");
        assertThat(strings(post.path("MediaURLs"))).noneMatch(url -> url.endsWith(".txt"));
    }

    @Test
    void theTextPartMayBeQuotedPrintable() {
        turn("txt-encoding", "quoted-printable");

        carrier.control().inbound(CUSTOMER, OURS, "señor ".repeat(30), "parcel.jpg");

        var text = get(strings(receiver.waitFor(1).getFirst().json().path("MediaURLs")).get(2)).body();
        assertThat(text).contains("=\r\n").contains("se=C3=B1or");
        assertThat(text.lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void mediaCanBeUploadedAndExpires() {
        var picture = Map.of("name", "mi foto.png", "base64", Base64.getEncoder().encodeToString(new byte[]{9, 8, 7}));
        turn("media-query", true);
        client.control("POST", "inbound", Map.of("from", CUSTOMER, "to", OURS, "media", List.of(picture)));

        var url = strings(receiver.waitFor(1).getFirst().json().path("MediaURLs")).get(1);

        assertThat(url).contains("/mi-foto.png?");
        assertThat(get(url).body().getBytes(StandardCharsets.ISO_8859_1)).hasSize(3);
        turn("media-expiry", 1);
        assertThat(get(url).status()).isEqualTo(404);
    }

    @Test
    void aLinkIsPassedOnAsItIs() {
        carrier.control().inbound(CUSTOMER, OURS, "", "http://169.254.169.254/latest");

        assertThat(strings(receiver.waitFor(1).getFirst().json().path("MediaURLs")))
                .contains("http://169.254.169.254/latest");
    }

    @Test
    void longTextsMayArriveInPieces() {
        turn("split-inbound", true);

        carrier.control().inbound(CUSTOMER, OURS, "x".repeat(200));

        assertThat(receiver.waitFor(2)).extracting(post -> post.message().length()).containsExactlyInAnyOrder(153, 47);
    }

    @Test
    void inAGroupOurNumberIsNotTheFirst() {
        client.control("POST", "inbound",
                Map.of("from", CUSTOMER, "to", OURS, "group", List.of("+13055550188"), "text", "all of you"));

        assertThat(strings(receiver.waitFor(1).getFirst().json().path("To"))).containsExactly("13055550188", OURS);
    }

    @Test
    void anyBodyCanBePosted() {
        client.control("POST", "inbound", Map.of("to", OURS, "raw", "<xml/>", "contentType", "text/xml"));
        client.control("POST", "inbound", Map.of("to", OURS, "raw", Map.of("strange", true)));

        var posts = receiver.waitFor(2);
        assertThat(posts).extracting(post -> post.body()).containsExactlyInAnyOrder("<xml/>", "{\"strange\":true}");
    }

    @Test
    void theRefIdCanBeGivenToPlayARepeat() {
        var text = Map.of("from", CUSTOMER, "to", OURS, "text", "Hola!", "refId", "ABC12345");
        client.control("POST", "inbound", text);
        client.control("POST", "inbound", text);

        var posts = receiver.waitFor(2);
        assertThat(posts.get(0).body()).isEqualTo(posts.get(1).body()).contains("ABC12345");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(
                client.control("POST", "inbound", Map.of("from", CUSTOMER, "to", "17865550100", "text", "x")).status())
                .isEqualTo(409);
        assertThat(
                client.control("POST", "inbound", Map.of("from", CUSTOMER, "text", "x")).json().path("detail").asText())
                .contains("'to'");
        assertThat(client.control("POST", "inbound", Map.of("from", CUSTOMER, "to", OURS, "txt", "x")).json()
                .path("detail")
                .asText()).contains("'txt'");
        assertThat(client.control("POST", "inbound", Map.of("from", CUSTOMER, "to", OURS, "media", "cat.gif")).status())
                .isEqualTo(400);
    }

    private Reply get(String url) {
        return client.call("GET", url.substring(carrier.baseUrl().length()), "", Map.of());
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(one -> strings.add(one.asText()));
        return strings;
    }
}
