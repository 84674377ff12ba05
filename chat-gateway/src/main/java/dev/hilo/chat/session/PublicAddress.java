package dev.hilo.chat.session;

import java.net.URI;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Where people reach Hilo, and whether a page that calls us is our own. */
@ApplicationScoped
public class PublicAddress {

    private final String origin;

    PublicAddress(@ConfigProperty(name = "hilo.public-base-url") URI base) {
        this.origin = originOf(base);
    }

    /** Scheme, host and port, as a browser writes it into the Origin header. */
    public String origin() {
        return origin;
    }

    public boolean isHttps() {
        return origin.startsWith("https://");
    }

    /**
     * Whether the page behind an Origin header is ours: the public address, or the very host the call was made to. The
     * cookie belongs to that host, so a stranger's name that points here brings none.
     *
     * @param host the call's Host header
     */
    public boolean isOurs(String originHeader, @Nullable String host) {
        var asked = originHeader.toLowerCase(Locale.ROOT);
        if (asked.equals(origin)) {
            return true;
        }
        // Behind TLS that ends before us, only the configured address may speak for us.
        return host != null && !isHttps() && asked.equals("http://" + host.toLowerCase(Locale.ROOT));
    }

    private static String originOf(URI base) {
        var scheme = base.getScheme().toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? 443 : 80;
        var port = base.getPort() == -1 || base.getPort() == usual ? "" : ":" + base.getPort();
        return scheme + "://" + base.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
