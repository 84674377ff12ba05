package dev.hilo.webhook.verify;

import java.net.InetAddress;

/** What the door says to a post before its body is read. */
public sealed interface Admission {

    /**
     * @param source the address of the trusted hop
     * @param token which of the valid ones it carries
     */
    record Granted(InetAddress source, TokenSlot token) implements Admission {
    }

    /** The source is not on the list. */
    record SourceRefused() implements Admission {
    }

    /** @param seconds when it is worth trying again */
    record TooOften(int seconds) implements Admission {
    }

    /** No token, or none that is valid. */
    record TokenRefused() implements Admission {
    }
}
