/**
 * How the carrier misbehaves: every switch with its default, and the chance, drawn by seed, that a fault strikes.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.fault;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
