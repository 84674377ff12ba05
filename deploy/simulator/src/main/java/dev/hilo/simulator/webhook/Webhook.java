package dev.hilo.simulator.webhook;

import java.net.URI;
import java.time.Instant;

/** A named address for inbound messages; {@code dlr} also asks for receipts. Numbers point to it by its name. */
public record Webhook(String name, String description, String url, boolean dlr, String method, Instant createdAt,
        Instant modifiedAt) {

    /** Where the posts go, without path and query: these may hold the receiver's secret. */
    String target() {
        var uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
