package dev.hilo.messaging.carrier;

import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** What the carrier wrote down about texts: the one way to learn of them by asking. */
@FunctionalInterface
public interface CarrierRecords {

    /**
     * Texts of ours that the carrier took in a span of time, in no order. A text shows some minutes after it was taken
     * (six to seven on a live account) and for 31 days; that one is missing proves nothing.
     *
     * @return fails with {@link RecordsUnavailable} when the carrier did not say
     */
    Uni<List<CarrierRecord>> between(CarrierRecord.Kind kind, Instant from, Instant until);
}
