package dev.hilo.platform.page;

import java.net.URLEncoder;
import java.util.TreeMap;

import jakarta.ws.rs.core.UriInfo;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Links of lists (RFC 8288). */
public final class NextPage {

    private NextPage() {
    }

    /**
     * The {@code Link} header's value for the page after this one: the same question with another place to begin.
     * Relative, since the gateway serves it at the same path.
     */
    public static String link(UriInfo uri, String parameter, String value) {
        var link = new StringBuilder(uri.getRequestUri().getRawPath()).append('?');
        new TreeMap<>(uri.getQueryParameters()).forEach((name, values) -> {
            if (!name.equals(parameter)) {
                values.forEach(old -> link.append(encoded(name)).append('=').append(encoded(old)).append('&'));
            }
        });
        return "<" + link + parameter + "=" + encoded(value) + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
