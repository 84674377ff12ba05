package dev.hilo.simulator.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier got for a link.
 *
 * @param status the answer's, 0 when there was none
 * @param copy the path of the carrier's own copy; null when there is none
 */
public record Fetched(String url, int status, int bytes, String contentType, @Nullable String copy) {

    /** Whether it can travel: the carrier takes JPEG and PNG (BulkVS portal, "Messaging instructions"). */
    public boolean usable() {
        return status == 200 && (contentType.startsWith("image/jpeg") || contentType.startsWith("image/png"));
    }

    public ObjectNode toJson() {
        return Json.object().put("url", url).put("status", status).put("bytes", bytes).put("contentType", contentType);
    }
}
