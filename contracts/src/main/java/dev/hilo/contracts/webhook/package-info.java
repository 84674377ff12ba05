/**
 * What the carrier posted, byte for byte, and what could not be read of it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.contracts.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
