package dev.hilo.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A request that may come again.
 *
 * @param caller whose key it is: two callers may use the same one
 * @param key as the caller chose it; null when the request wants to be its own
 * @param fingerprint of method, address and content, so that a key cannot be used for something else
 */
public record KeyedRequest(String caller, @Nullable String key, String fingerprint) {
}
