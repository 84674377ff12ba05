/**
 * Delivery receipts: matched to what was sent, applied forward only, parked when early, kept in the trail. Reads
 * message.receipts.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.receipt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
