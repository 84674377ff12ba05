package dev.hilo.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/** A whole system of its own with a browser in front of it. */
record Stage(LocalSystem hilo, Playwright playwright, Browser browser) {

    /** @param patience how long what is expected on a screen may take to come */
    static Stage set(String name, Map<String, String> settings, Duration patience)
            throws IOException, InterruptedException {
        return set(name, _ -> settings, patience);
    }

    /** As above, without the conversations of the demo. */
    static Stage empty(String name, Duration patience) throws IOException, InterruptedException {
        return set(LocalSystem.fresh(name, "--no-conversations"), _ -> Map.of(), patience);
    }

    /** @param settings as above, where they depend on the system's own ports */
    static Stage set(String name, Function<LocalSystem, Map<String, String>> settings, Duration patience)
            throws IOException, InterruptedException {
        return set(LocalSystem.fresh(name), settings, patience);
    }

    private static Stage set(LocalSystem hilo, Function<LocalSystem, Map<String, String>> settings, Duration patience)
            throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout((double) patience.toMillis());
        Playwright playwright = null;
        try {
            hilo.up(settings.apply(hilo));
            playwright = Playwright.create();
            return new Stage(hilo, playwright, Chromium.launchedBy(playwright));
        } catch (IOException | InterruptedException | RuntimeException | AssertionError failed) {
            if (playwright != null) {
                playwright.close();
            }
            hilo.down();
            throw failed;
        }
    }

    void strike() throws IOException, InterruptedException {
        playwright.close();
        hilo.down();
    }
}
