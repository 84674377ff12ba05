package dev.hilo.messaging.carrier;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * One text of ours, to one recipient, as the carrier wrote it down.
 *
 * @param refId the reference that the answer to its send had, or would have had
 * @param from our number
 * @param moments when the carrier took it: two in the hour that autumn has twice, since its clock carries no zone
 * @param receipt the delivery receipt in its SMPP form; empty when there is none yet
 */
public record CarrierRecord(@Nullable String refId, Kind kind, PhoneNumber from, PhoneNumber to,
        List<Instant> moments, String receipt) {

    /** The carrier lists them apart. */
    public enum Kind {
        SMS, MMS;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CarrierRecord {
        moments = List.copyOf(moments);
    }

    public ConversationKey conversation() {
        return new ConversationKey(from, to);
    }

    public Instant at() {
        return moments.getFirst();
    }
}
