package dev.hilo.messaging.number;

import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import org.jspecify.annotations.Nullable;

/** One of our numbers, as far as sending and seeing need it. */
public record OwnNumber(PhoneNumber did, String name, NumberRecord.State state, boolean smsEnabled, boolean mmsEnabled,
        @Nullable String campaignId, List<String> teams) {
}
