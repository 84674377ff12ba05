package dev.hilo.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The browser that is installed: none is downloaded. */
final class Chromium {

    private static final List<Path> USUAL_PLACES = List.of(Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    private Chromium() {
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
