package dev.hilo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether what is on a screen can be used by everybody, as far as a program can tell: axe, in light and in dark. */
final class Accessibility {

    /** Comes with the UI's own tools, at the version of their lock file. */
    private static final Path AXE = Path.of(System.getProperty("hilo.repository"))
            .resolve("chat-gateway/src/main/webui/node_modules/axe-core/axe.min.js");

    private static final String RUN = """
            async (part) => {
              const {violations} = await axe.run(part || document, {resultTypes: ['violations']});
              return violations.flatMap(({id, help, nodes}) =>
                nodes.map(({target, failureSummary}) => `${id}: ${help} at ${target.join(' ')}: ${failureSummary}`));
            }
            """;

    private Accessibility() {
    }

    static void isGiven(Desk desk, String where) {
        isGiven(desk, "", where);
    }

    /** @param part of the screen, as a selector; all of it when empty */
    static void isGiven(Desk desk, String part, String where) {
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            desk.isStill();
            assertThat(violations(desk.page(), part)).as("%s, %s", where, scheme).isEmpty();
        }
    }

    /** What axe objects to on the page as it is now, one line each. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page, String part) {
        if (!(Boolean) page.evaluate("() => 'axe' in window")) {
            var _ = page.evaluate(source());
        }
        return (List<String>) page.evaluate(RUN, part);
    }

    private static String source() {
        try {
            return Files.readString(AXE);
        } catch (IOException missing) {
            throw new UncheckedIOException("the UI's tools are not installed; build chat-gateway with its UI", missing);
        }
    }
}
