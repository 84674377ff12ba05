package dev.hilo.chat.session;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/** Where a person goes after signing in: a path of our own, whatever the address asks for. */
final class ReturnTo {

    private static final String HOME = "/";

    private ReturnTo() {
    }

    /** @return a path with its query; the start page for anything a browser could take for another site */
    static String path(@Nullable String asked) {
        if (asked == null || !asked.startsWith("/") || asked.startsWith("//") || asked.length() > 2048
                || asked.chars().anyMatch(c -> c == '\\' || c <= ' ' || c == 0x7f)) {
            return HOME;
        }
        try {
            var address = new URI(asked);
            return address.getHost() == null && address.getScheme() == null && !isSignIn(address.getPath())
                    ? asked
                    : HOME;
        } catch (URISyntaxException notAPath) {
            return HOME;
        }
    }

    /** Going back there would sign in, or out, again. */
    private static boolean isSignIn(String path) {
        return path.equals("/login") || path.startsWith("/login/") || path.equals("/logout");
    }
}
