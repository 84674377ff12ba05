/**
 * The control API: what a test or a person tells the simulator to do, and what it has seen.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.control;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
