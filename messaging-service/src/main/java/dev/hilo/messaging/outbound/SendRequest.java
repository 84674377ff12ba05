package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.messaging.queue.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A text to send.
 *
 * @param from a number of ours
 * @param body may be absent when there are media
 * @param mediaUrl a picture that lies elsewhere, as the original API had it
 * @param mediaIds uploads of the caller
 * @param lastSeqSeen the newest number of the thread that the writer had before their eyes
 * @param force send although something newer landed
 * @param sendAt not before this moment
 * @param lane who waits for it; live unless said otherwise
 */
public record SendRequest(@Nullable String from, @Nullable String to, @Nullable String body, @Nullable String mediaUrl,
        @Nullable List<@Nullable UUID> mediaIds, @Nullable Long lastSeqSeen, @Nullable Boolean force,
        @Nullable Instant sendAt,
        @Nullable Lane lane) {
}
