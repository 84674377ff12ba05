/**
 * The carrier as a process and as a library: wiring, settings, state that survives a restart.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
