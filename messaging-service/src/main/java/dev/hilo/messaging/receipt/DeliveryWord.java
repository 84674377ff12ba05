package dev.hilo.messaging.receipt;

import java.util.Set;

import dev.hilo.contracts.messaging.MessageStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the word of a receipt says about the end of a message (SMPP 3.4, appendix B; bulkvs-api §12).
 *
 * @param becomes absent for a word that says nothing about the end
 * @param errorCode a stable word for clients
 */
record DeliveryWord(@Nullable MessageStatus becomes, @Nullable String errorCode, boolean known) {

    static final Set<String> FAILURES = Set.of("undelivered", "rejected", "carrier-expired", "carrier-deleted");

    static DeliveryWord of(String stat) {
        return switch (stat) {
            case "DELIVRD" -> new DeliveryWord(MessageStatus.DELIVERED, null, true);
            case "UNDELIV" -> new DeliveryWord(MessageStatus.FAILED, "undelivered", true);
            case "REJECTD" -> new DeliveryWord(MessageStatus.FAILED, "rejected", true);
            case "EXPIRED" -> new DeliveryWord(MessageStatus.FAILED, "carrier-expired", true);
            case "DELETED" -> new DeliveryWord(MessageStatus.FAILED, "carrier-deleted", true);
            case "ACCEPTD", "ENROUTE", "UNKNOWN" -> new DeliveryWord(null, null, true);
            default -> new DeliveryWord(null, null, false);
        };
    }
}
