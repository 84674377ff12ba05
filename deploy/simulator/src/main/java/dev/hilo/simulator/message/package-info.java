/**
 * Texts in both directions: accepting, receipts, inbound posts, message detail records.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.message;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
