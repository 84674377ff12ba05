package dev.hilo.acceptance;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;

/** A whole system, what it meets outside, and a browser in front of it once somebody asks for one. */
final class Stage {

    private final LocalSystem hilo;
    private final MediaHost mediaHost;
    private final PushService pushService;
    private Playwright playwright;
    private Browser browser;

    private Stage(LocalSystem hilo, MediaHost mediaHost, PushService pushService) {
        this.hilo = hilo;
        this.mediaHost = mediaHost;
        this.pushService = pushService;
    }

    /**
     * @param name of its data folder
     * @param settings which may depend on the stage's own ports
     * @param options of {@code ./hilo up}
     */
    static Stage set(String name, Function<Stage, Map<String, String>> settings, String... options)
            throws IOException, InterruptedException {
        var stage = new Stage(LocalSystem.fresh(name, options), MediaHost.listening(), new PushService());
        try {
            stage.hilo.up(settings.apply(stage));
            return stage;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError failed) {
            stage.strike();
            throw failed;
        }
    }

    LocalSystem hilo() {
        return hilo;
    }

    /** Where the carrier keeps pictures, for those whose host has moods. */
    MediaHost mediaHost() {
        return mediaHost;
    }

    PushService pushService() {
        return pushService;
    }

    Playwright playwright() {
        if (playwright == null) {
            playwright = Playwright.create();
        }
        return playwright;
    }

    Browser browser() {
        if (browser == null) {
            browser = Chromium.launchedBy(playwright());
        }
        return browser;
    }

    void strike() throws IOException, InterruptedException {
        if (playwright != null) {
            playwright.close();
        }
        mediaHost.close();
        pushService.close();
        hilo.down();
    }
}
