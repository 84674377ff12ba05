package dev.hilo.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What agents see of pictures whose host is slow or dead. */
@OnStage(Scene.SHOP)
class MediaStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Of the messaging service: given up within seconds instead of minutes. */
    static final String OPTIONS = "-Dhilo.media.fetch-timeout=2S -Dhilo.media.fetch-attempts=3 "
            + "-Dhilo.media.fetch-pause=1S";

    private static MediaHost host;
    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        host = stage.mediaHost();
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void theTextIsThereAtOnceAndItsPictureWhenTheHostIsBack() {
        var customer = "+13053303201";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites(customer, SUPPORT, "Les mando la foto");
            for (var desk : List.of(ana, marta)) {
                desk.conversationWith(customer).click();
                assertThat(desk.bubble("Les mando la foto")).isVisible();
            }
            var began = System.nanoTime();
            arrives(customer, "Esta es", host.address("late.png", MediaHost.Mood.SILENT));

            assertThat(ana.bubble("Esta es")).isVisible();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as("a text waits for no picture")
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(media(ana, "Esta es")).hasAttribute("data-media-state", "fetching");
            assertThat(media(ana, "Esta es")).containsText("Obteniendo la imagen…");
            assertThat(media(marta, "Esta es")).containsText("Fetching image…");
            ana.screenshot("media-fetching-es");
            hilo.customerWrites(customer, SUPPORT, "¿La ven?");
            assertThat(ana.bubble("¿La ven?")).isVisible();
            assertThat(media(ana, "Esta es")).hasAttribute("data-media-state", "fetching");

            host.be("late.png", MediaHost.Mood.WELL);

            isAPicture(ana, "Esta es");
            isAPicture(marta, "Esta es");
            assertThat(ana.bubble("Esta es")).hasCount(1);
            ana.screenshot("media-came-es");
        }
    }

    @Test
    void whatCannotBeFetchedSaysWhyAndAnotherTryBringsIt() {
        var customer = "+13053303202";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            arrives(customer, "De un servidor muerto", host.address("dead.png", MediaHost.Mood.HANGS_UP));
            arrives(customer, "De uno lento", host.address("slow.png", MediaHost.Mood.SILENT));
            for (var desk : List.of(ana, marta)) {
                desk.conversationWith(customer).click();
                assertThat(desk.bubble("De un servidor muerto")).isVisible();
            }

            assertThat(media(ana, "De un servidor muerto")).containsText(
                    "No se pudo obtener el adjunto. El servidor del operador no respondió.");
            assertThat(media(ana, "De uno lento")).containsText(
                    "No se pudo obtener el adjunto. El servidor del operador tardó demasiado.");
            assertThat(media(marta, "De un servidor muerto")).containsText(
                    "The attachment could not be fetched. The carrier’s server did not answer.");
            assertThat(media(marta, "De uno lento")).containsText(
                    "The attachment could not be fetched. The carrier’s server took too long.");
            ana.screenshot("media-failed-es");
            marta.screenshot("media-failed-en");

            var asked = host.asked("dead.png");
            again(ana, "De un servidor muerto", "Intentar de nuevo").click();
            await().atMost(SOON).untilAsserted(() -> assertThat(host.asked("dead.png")).isGreaterThan(asked));
            assertThat(media(ana, "De un servidor muerto")).hasAttribute("data-media-state", "failed");

            host.be("dead.png", MediaHost.Mood.WELL);
            host.be("slow.png", MediaHost.Mood.WELL);
            again(ana, "De un servidor muerto", "Intentar de nuevo").click();
            again(marta, "De uno lento", "Try again").click();
            for (var desk : List.of(ana, marta)) {
                isAPicture(desk, "De un servidor muerto");
                isAPicture(desk, "De uno lento");
            }
            marta.screenshot("media-retried-en");
        }
    }

    private static void arrives(String customer, String text, String picture) {
        hilo.control("inbound", Map.of("from", customer, "to", SUPPORT, "text", text, "media", List.of(picture)));
    }

    private static Locator media(Desk desk, String text) {
        return desk.bubble(text).locator("[data-media-state]");
    }

    private static Locator again(Desk desk, String text, String word) {
        return desk.bubble(text).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(word));
    }

    private static void isAPicture(Desk desk, String text) {
        assertThat(media(desk, text)).hasAttribute("data-media-state", "ready");
        var image = desk.bubble(text).locator("img");
        await().atMost(SOON).until(() -> (Boolean) image.evaluate("image => image.naturalWidth > 0"));
    }
}
