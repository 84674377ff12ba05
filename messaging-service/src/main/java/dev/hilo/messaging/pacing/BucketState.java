package dev.hilo.messaging.pacing;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a bucket remembers.
 *
 * @param nextFree the moment from which its next segment may leave; a bucket of a rate
 * @param day the day that {@code used} belongs to; a bucket of a day
 * @param used segments of that day, by live and bulk together
 */
public record BucketState(Instant nextFree, LocalDate day, int used) {

    /** One that nothing has passed yet. */
    public static final BucketState FRESH = new BucketState(Instant.EPOCH, LocalDate.EPOCH, 0);
}
