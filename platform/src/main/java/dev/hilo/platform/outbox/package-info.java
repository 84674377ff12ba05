/**
 * State and its event in one transaction: the table, and the relay that publishes from it in order.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
