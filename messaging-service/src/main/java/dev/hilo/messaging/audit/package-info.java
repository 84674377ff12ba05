/**
 * Who changed what of what all share, and how it was before. Features record their changes here, in the transaction of
 * the change.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
