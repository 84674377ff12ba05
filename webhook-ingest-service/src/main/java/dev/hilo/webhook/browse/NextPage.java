package dev.hilo.webhook.browse;

import java.net.URLEncoder;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Links of lists (RFC 8288). */
public final class NextPage {

    private NextPage() {
    }

    /** Adds the link to the page after this one, if there is one: the same question with another cursor. */
    public static ResponseBuilder link(ResponseBuilder response, UriInfo uri, Optional<String> cursor) {
        if (cursor.isEmpty()) {
            return response;
        }
        var link = new StringBuilder(uri.getRequestUri().getRawPath()).append('?');
        new TreeMap<>(uri.getQueryParameters()).forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> link.append(encoded(name)).append('=').append(encoded(value)).append('&'));
            }
        });
        link.append("cursor=").append(encoded(cursor.get()));
        return response.header(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
