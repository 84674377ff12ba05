/**
 * The page that plays the customers' phones, and the conversations as those phones see them.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.phone;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
