package dev.hilo.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hilo.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The carrier says no. Texts and the codes 7501, 7511 and 6604 are the carrier's own; the other codes are made up, as
 * nobody has published them: clients must not depend on their value.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode body;

    private Refusal(int status, JsonNode body) {
        super("refused with " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    public static Refusal of(int status, String code, String description) {
        return of(status, null, "Failed", code, new TextNode(description));
    }

    /** {@code tn}, when given, stands in front, as number orders have it. {@code description} may be any JSON. */
    public static Refusal of(int status, @Nullable String tn, String word, String code, JsonNode description) {
        var body = Json.object();
        if (tn != null) {
            body.put("TN", tn);
        }
        body.put("Status", word).put("Code", code).set("Description", description);
        return new Refusal(status, body);
    }

    public static Refusal malformed() {
        return of(400, "7000", "Property missing, invalid or malformed");
    }

    public static Refusal notFound(String description) {
        return of(404, "7404", description);
    }

    public static Refusal noFunds() {
        return of(403, "7403", "Insufficient funds or service not enabled");
    }

    public static Refusal conflict(String description) {
        return of(409, "7409", description);
    }

    public static Refusal unavailable() {
        return of(503, "7503", "An error occurred, please try again; a support ticket may be required to resolve");
    }

    public int status() {
        return status;
    }

    public JsonNode body() {
        return body;
    }
}
