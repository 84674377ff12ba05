/**
 * Numbers: the inventory for sale, the ones that were bought, and their configuration.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.number;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
