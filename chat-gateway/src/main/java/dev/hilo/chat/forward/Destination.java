package dev.hilo.chat.forward;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which service answers a path. What is not listed here is not passed on. */
enum Destination {

    MESSAGING(
            "/api/(threads|messages|search|media|consent|sending|deliveries|reports|views|people|contacts|contact-fields"
                    + "|labels|templates|teams|audit|push|board)(/.*)?|/media/.+"), PROVISIONING(
                            "/api/(numbers|campaigns|account|webhook)(/.*)?"), INGEST("/api/journal/.+");

    private final Pattern paths;

    Destination(String paths) {
        this.paths = Pattern.compile(paths);
    }

    /**
     * @param rawPath as it stands on the request line, for so it is passed on
     * @return empty for a path of nobody's, and for one that the other side could read as a path outside of these
     */
    static Optional<Destination> of(String rawPath) {
        if (isCrooked(rawPath)) {
            return Optional.empty();
        }
        for (var destination : values()) {
            if (destination.paths.matcher(rawPath).matches()) {
                return Optional.of(destination);
            }
        }
        return Optional.empty();
    }

    /** Media are fetched by the carrier and by image tags: their signed address is the permission. */
    static boolean isSignedMedia(String rawPath) {
        return rawPath.startsWith("/media/");
    }

    /** Dot segments, empty segments, and encoded separators or dots, none of which an address of ours has. */
    private static boolean isCrooked(String rawPath) {
        var path = rawPath.toLowerCase(Locale.ROOT);
        return path.contains("//") || path.contains("/./") || path.contains("/../") || path.endsWith("/.")
                || path.endsWith("/..") || path.contains("\\") || path.contains(";") || path.contains("%2e")
                || path.contains("%2f") || path.contains("%5c") || path.contains("%00");
    }
}
