package dev.hilo.messaging.report;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How conversations fared in whole days of a zone.
 *
 * @param hours which of them count until the first reply: {@code all}, or {@code open}, those of the number's teams
 * @param total of everything; a conversation that stands in several rows counts once
 */
record ConversationReport(String group, String hours, LocalDate from, LocalDate to, String zone, Row total,
        List<Row> rows) {

    /**
     * One day, number, agent or label.
     *
     * @param key the day, the number, the user or the label; empty for conversations without a label
     * @param received texts of contacts; absent for an agent, since they write to all of us
     * @param sent texts of ours that the carrier took
     * @param failed texts of ours that ended otherwise than delivered
     * @param conversations with a text in these days; of an agent those where they wrote
     * @param replies how often somebody answered who waited
     * @param firstReply how long they had waited
     * @param resolved how often a conversation was closed
     * @param resolution how long it had been open
     * @param deliveryRate of our texts that ended, without those that one of us called off
     * @param optOuts contacts who asked for silence; absent for an agent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(String key, @Nullable Long received, long sent, long delivered, long failed, long conversations,
            long replies, @Nullable Times firstReply, long resolved, @Nullable Times resolution,
            @Nullable Double deliveryRate, List<Failure> failures, @Nullable Long optOuts) {
    }

    /**
     * Seconds: half of them took no longer than the first, nine of ten no longer than the second. Exact, of all that
     * there were.
     */
    record Times(double p50, double p90) {
    }

    record Failure(String code, long count) {
    }
}
