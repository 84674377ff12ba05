package dev.hilo.simulator.media;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The files that the carrier serves under {@code /media/{id}/{name}}, without credentials, as the real one does: parts of
 * inbound messages, and what it fetched for outbound ones. The oldest give way when the shelf is full.
 */
public final class MediaShelf {

    private static final Map<String, String> TYPES = Map.of("jpg", "image/jpeg", "jpeg", "image/jpeg", "png",
            "image/png",
            "gif", "image/gif", "mp4", "video/mp4", "txt", "text/plain", "smil", "application/smil", "pdf",
            "application/pdf", "vcf", "text/vcard");

    private static final long CAPACITY = 24L * 1024 * 1024;

    private final Clock clock;
    private final Switches switches;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private long held;
    private long ids;

    private record Entry(String contentType, Buffer bytes, Instant since) {
    }

    public MediaShelf(Clock clock, Switches switches) {
        this.clock = clock;
        this.switches = switches;
    }

    /** A new id for the parts of one message. */
    public String newFolder() {
        return "m" + Long.toString(clock.millis(), 36) + Long.toString(++ids, 36);
    }

    /** Answers the path under which it is served. */
    public String put(String folder, String name, String contentType, Buffer bytes) {
        var path = "/media/" + folder + "/" + name.replaceAll("[^A-Za-z0-9._-]", "-");
        entries.put(path, new Entry(contentType, bytes, clock.instant()));
        held += bytes.length();
        while (held > CAPACITY && entries.size() > 1) {
            var oldest = entries.firstEntry();
            entries.remove(oldest.getKey());
            held -= oldest.getValue().bytes().length();
        }
        return path;
    }

    public void clear() {
        entries.clear();
        held = 0;
    }

    public void mount(Router router) {
        router.get("/media/*").handler(this::serve);
    }

    private void serve(RoutingContext context) {
        var found = find(context.normalizedPath());
        if (found.isEmpty()) {
            context.response().setStatusCode(404).end();
            return;
        }
        context.response().putHeader("Content-Type", found.get().contentType())
                .putHeader("X-Content-Type-Options", "nosniff").end(found.get().bytes());
    }

    private Optional<Entry> find(String path) {
        int expiry = switches.get(Switch.MEDIA_EXPIRY);
        return Optional.ofNullable(entries.get(path))
                .filter(entry -> expiry == 0 || clock.instant().isBefore(entry.since().plusMillis(expiry)));
    }

    /** The type by the ending of the name, as a web server would guess it. */
    public static String typeOf(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
