package dev.hilo.webhook.replay;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to read again: those that are named, or a stretch of time with what the list can be filtered by.
 *
 * @param cursor where the call before stopped
 * @param dryRun only look; so it is unless it says otherwise
 */
record ReplayRequest(@Nullable @Size(max = 500) List<UUID> deliveries, @Nullable String from, @Nullable String to,
        @Nullable String kind, @Nullable String number, @Nullable String cursor, @Nullable Boolean dryRun) {

    boolean isDry() {
        return dryRun == null || dryRun;
    }
}
