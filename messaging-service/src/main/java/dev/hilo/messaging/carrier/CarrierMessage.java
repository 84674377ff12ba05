package dev.hilo.messaging.carrier;

import java.util.List;

import dev.hilo.contracts.PhoneNumber;

/**
 * One text to one recipient: two in one request would make a group that sees each other.
 *
 * @param text empty for a medium without words
 * @param mediaUrls where the carrier can get the media without a login
 */
public record CarrierMessage(PhoneNumber from, PhoneNumber to, String text, List<String> mediaUrls) {

    public CarrierMessage {
        mediaUrls = List.copyOf(mediaUrls);
    }
}
