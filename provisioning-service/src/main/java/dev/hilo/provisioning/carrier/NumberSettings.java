package dev.hilo.provisioning.carrier;

import org.jspecify.annotations.Nullable;

/**
 * What is to change on a number; null leaves a setting as it is.
 *
 * @param campaign empty takes it out of the one it is in
 */
public record NumberSettings(@Nullable Boolean sms, @Nullable Boolean mms, @Nullable String webhook,
        @Nullable String campaign) {

    public static NumberSettings messaging(boolean sms, boolean mms) {
        return new NumberSettings(sms, mms, null, null);
    }

    public static NumberSettings webhook(String name) {
        return new NumberSettings(null, null, name, null);
    }

    public static NumberSettings campaign(String id) {
        return new NumberSettings(null, null, null, id);
    }
}
