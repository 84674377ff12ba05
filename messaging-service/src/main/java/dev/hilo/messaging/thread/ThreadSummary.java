package dev.hilo.messaging.thread;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hilo.contracts.messaging.ThreadView;

/**
 * A line of the list for one caller.
 *
 * @param unread inbound messages that the caller has not read
 */
public record ThreadSummary(@JsonUnwrapped ThreadView thread, long unread) {
}
