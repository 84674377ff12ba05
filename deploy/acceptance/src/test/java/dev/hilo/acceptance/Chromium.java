package dev.hilo.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/** The browser that is installed: none is downloaded. */
final class Chromium {

    private static final List<Path> USUAL_PLACES = List.of(Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    private Chromium() {
    }

    /** Without a window, and asking nobody outside this machine for anything. */
    static Browser launchedBy(Playwright playwright) {
        return playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(installed())
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    static Path installed() {
        var named = System.getenv("HILO_CHROMIUM");
        if (named != null) {
            return Path.of(named);
        }
        return USUAL_PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow(() -> new AssertionError(
                "no Chromium found: install it (Debian: apt-get install chromium) or set HILO_CHROMIUM"));
    }
}
