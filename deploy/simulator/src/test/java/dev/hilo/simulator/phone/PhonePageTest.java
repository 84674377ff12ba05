package dev.hilo.simulator.phone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PhonePageTest extends CarrierTest {

    private static final Pattern KEY = Pattern.compile("(?m)(?:^|[{,] ?) *'?([\\w.-]+)'?: ['{]");

    @Test
    void isServedWithAPolicyThatAllowsNothingInline() {
        var page = client.call("GET", "/", "", Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.raw().headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(page.body()).doesNotContainPattern("\\son\\w+=").doesNotContain("<style").doesNotContain("style=");
        for (var file : List.of("phone.js", "words.js", "phone.css", "icon.svg")) {
            assertThat(client.call("GET", "/" + file, "", Map.of()).status()).as(file).isEqualTo(200);
        }
    }

    @Test
    void speaksBothLanguagesCompletely() {
        var words = client.call("GET", "/words.js", "", Map.of()).body();
        var spanish = words.indexOf("  es: {");
        var page = client.call("GET", "/", "", Map.of()).body();

        assertThat(keys(words.substring(0, spanish), "en")).isEqualTo(keys(words.substring(spanish), "es"))
                .hasSizeGreaterThan(40);
        assertThat(Pattern.compile("data-(?:word|label|placeholder)=\"(\\w+)\"").matcher(page).results()
                .map(result -> result.group(1))).isSubsetOf(keys(words.substring(spanish), "es"));
    }

    @Test
    void showsTheConversationAsThePhoneSeesIt() {
        ownDemoNumber();
        carrier.control().inbound(CUSTOMER, OURS, "Hola!", "sunset.jpg");
        client.api("POST", "messageSend",
                Map.of("From", OURS, "To", List.of(CUSTOMER), "Message", "Hola, Ana", "MediaURLs",
                        List.of(receiver.picture())));

        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            var texts = client.call("GET", "/phone/conversation?phone=" + CUSTOMER + "&number=" + OURS, "", Map.of())
                    .json();
            assertThat(texts.findValuesAsText("text")).containsExactly("Hola!", "Hola, Ana");
            assertThat(texts.at("/0/written").asBoolean()).isTrue();
            assertThat(texts.at("/0/state").asText()).isEqualTo("DELIVERED");
            assertThat(texts.at("/0/media/0").asText()).endsWith("/sunset.jpg");
            assertThat(texts.at("/1/written").asBoolean()).isFalse();
            assertThat(client.call("GET", texts.at("/1/media/0").asText(), "", Map.of()).status()).isEqualTo(200);
        });
        var overview = client.call("GET", "/phone/overview", "", Map.of()).json();
        assertThat(overview.at("/conversations/0/phone").asText()).isEqualTo(CUSTOMER);
        assertThat(overview.at("/numbers/0/number").asText()).isEqualTo(OURS);
        assertThat(overview.path("posts").findValues("body")).isEmpty();
    }

    @Test
    void learnsOfChangesAtOnce() {
        ownDemoNumber();
        var lines = new CopyOnWriteArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            var stream = http.sendAsync(HttpRequest.newBuilder(URI.create(carrier.baseUrl() + "/phone/stream")).build(),
                    BodyHandlers.fromLineSubscriber(new Lines(lines)));
            await().atMost(Duration.ofSeconds(3)).until(() -> !lines.isEmpty());

            carrier.control().inbound(CUSTOMER, OURS, "Hola!");

            await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(lines).contains("event: conversation",
                    "data: {\"phone\":\"13053302277\",\"number\":\"17865551234\"}", "event: posts"));
            stream.cancel(true);
            http.shutdownNow();
        }
    }

    private static Set<String> keys(String words, String language) {
        var keys = new TreeSet<String>();
        KEY.matcher(words).results().map(result -> result.group(1)).forEach(keys::add);
        keys.remove(language);
        return keys;
    }
}
