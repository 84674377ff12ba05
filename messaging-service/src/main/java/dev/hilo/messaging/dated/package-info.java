/**
 * Values of the trade with the date from which they hold. Depends on nothing.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.dated;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
