/**
 * What contacts said about being written to, and the gate that every text passes because of it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.consent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
