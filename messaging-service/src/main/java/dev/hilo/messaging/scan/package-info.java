/**
 * Asks the virus scanner about bytes that came from outside, when one is configured.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.scan;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
