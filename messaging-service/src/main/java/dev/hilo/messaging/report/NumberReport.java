package dev.hilo.messaging.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * How a number fared. A text counts in the hour in which it came or was written, as what it is now.
 *
 * @param sent texts that the carrier took, whatever became of them
 * @param failed texts that ended otherwise than delivered, those that the carrier never took included
 * @param unconfirmed texts that the carrier may have taken
 * @param waiting texts that have not left yet
 * @param optedOut contacts who asked for silence
 * @param receiptsRatio the part of {@code sent} whose end is known; absent for too few
 * @param lastInboundAt ever, as {@code lastOutboundAt}
 * @param silent absent as long as it gets texts as it should
 * @param days by the contact centre's calendar, oldest first; for one number alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NumberReport(PhoneNumber did, long sent, long delivered, long failed, long unconfirmed, long waiting,
        long received, long optedOut, @Nullable Double receiptsRatio, List<Failure> failures,
        @Nullable Instant lastInboundAt, @Nullable Instant lastOutboundAt, @Nullable Silence silent,
        @Nullable List<Day> days) {

    /**
     * @param code a stable word, as a message's
     * @param words the carrier's, of one of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(String code, @Nullable String words, long count) {
    }

    record Day(LocalDate day, long sent, long delivered, long failed, long received) {
    }

    /** What was counted. */
    record Counts(long sent, long delivered, long failed, long undelivered, long unconfirmed, long waiting,
            long received) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        /** @return null when too few were taken to say */
        @Nullable
        Double receiptsRatio(int from) {
            return sent < from ? null : (delivered + undelivered) / (double) sent;
        }
    }
}
