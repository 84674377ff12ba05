package dev.hilo.provisioning.number;

import org.jspecify.annotations.Nullable;

/**
 * What a number should be set to at the carrier.
 *
 * @param webhook the name of the webhook
 * @param campaign null when we do not care: the number keeps what it has; empty when it shall have none
 */
public record WantedNumber(boolean sms, boolean mms, String webhook, @Nullable String campaign) {
}
