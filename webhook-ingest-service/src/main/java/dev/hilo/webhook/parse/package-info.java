/**
 * What a delivery says: one total function from the carrier's bytes to texts, a receipt or quarantine, and the listener
 * that runs it over {@code webhook.deliveries} and writes {@code message.inbound}, {@code message.receipts},
 * {@code webhook.quarantine} and, for records that are no deliveries, {@code webhook.deliveries.dlq}.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.parse;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
