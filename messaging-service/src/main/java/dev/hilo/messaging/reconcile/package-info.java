/**
 * Asks the carrier's records about texts whose end nobody reported: the unconfirmed, and the sent without a receipt.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.reconcile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
