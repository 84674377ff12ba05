package dev.hilo.chat.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import org.jspecify.annotations.Nullable;

/** A number as everybody who may see it knows it: neither its teams nor its campaign. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NumberShown(PhoneNumber did, String name, @Nullable String color, NumberRecord.State state,
        boolean smsEnabled, boolean mmsEnabled) {

    public static NumberShown of(NumberRecord record) {
        return new NumberShown(record.did(), record.name(), record.color(), record.state(), record.smsEnabled(),
                record.mmsEnabled());
    }
}
