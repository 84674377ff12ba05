package dev.hilo.provisioning.number;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the newest comparison of all active numbers found.
 *
 * @param checkedAt when it ended; absent before the first one
 * @param complete false when the carrier's list may have been cut off, so that {@code unmanaged} may be too few
 * @param unmanaged how many numbers the account has that we do not manage
 * @param numbers those that differ, with all their fields
 */
@Schema(name = "DriftReport")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DriftReport(@Nullable Instant checkedAt, boolean complete, int unmanaged, List<DriftView> numbers) {
}
