/**
 * What Kafka says about conversations: texts that came in, receipts, and every change of a thread.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.contracts.messaging;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
