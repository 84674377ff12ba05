package dev.hilo.messaging.media;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.core.buffer.Buffer;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's bytes under our name: never sniffed, never scripted, shown in place only when they are a picture, a sound
 * or a film, and kept by a browser no longer than the address is good.
 */
final class Served {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final long LONGEST_KEPT = 3_600;

    private Served() {
    }

    /**
     * @param secondsLeft until the address expires
     * @param range the header of that name; heeded for what is played, for players ask for parts
     */
    static RestResponse<byte[]> of(Buffer content, String type, @Nullable String name, long secondsLeft,
            @Nullable String range) {
        var played = Sniffed.played(type);
        var part = played && range != null ? partOf(range, content.length()) : null;
        var response = part == null
                ? ResponseBuilder.ok(content.getBytes())
                : part.length() == 0
                        ? ResponseBuilder.create(RestResponse.Status.REQUESTED_RANGE_NOT_SATISFIABLE, new byte[0])
                        : ResponseBuilder.create(RestResponse.Status.PARTIAL_CONTENT,
                                content.getBytes(part.start(), part.start() + part.length()));
        if (part != null) {
            var which = part.length() == 0 ? "*" : part.start() + "-" + (part.start() + part.length() - 1);
            response.header("Content-Range", "bytes " + which + "/" + content.length());
        }
        Map.of(HttpHeaders.CONTENT_TYPE, type.startsWith("text/") ? type + ";charset=UTF-8" : type,
                "X-Content-Type-Options", "nosniff",
                "Content-Security-Policy", "sandbox; default-src 'none'",
                "Cross-Origin-Resource-Policy", "same-site",
                "Referrer-Policy", "no-referrer",
                "Accept-Ranges", played ? "bytes" : "none",
                HttpHeaders.CONTENT_DISPOSITION, disposition(type, name),
                HttpHeaders.CACHE_CONTROL, "private, max-age=" + Math.clamp(secondsLeft, 0, LONGEST_KEPT)
                        + ", immutable")
                .forEach(response::header);
        return response.build();
    }

    private static String disposition(String type, @Nullable String name) {
        var file = name == null ? "" : "; filename=\"" + name + "\"";
        return (Sniffed.inline(type) ? "inline" : "attachment") + file;
    }

    /** @param length 0 when there is nothing there */
    private record Part(int start, int length) {
    }

    /** RFC 9110, 14.2: one range; anything else is answered with the whole. */
    private static @Nullable Part partOf(String range, int size) {
        var asked = RANGE.matcher(range.strip());
        if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return null;
        }
        if (asked.group(1).isEmpty()) {
            var last = (int) Math.min(Long.parseLong(asked.group(2)), size);
            return new Part(size - last, last);
        }
        var first = Long.parseLong(asked.group(1));
        var end = asked.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(asked.group(2)), size - 1L);
        if (first >= size) {
            return new Part(0, 0);
        }
        return end < first ? null : new Part((int) first, (int) (end - first + 1));
    }
}
