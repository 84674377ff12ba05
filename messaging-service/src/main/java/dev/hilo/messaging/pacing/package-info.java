/**
 * How fast texts may leave: the limits of carriers as dated configuration, the buckets that all instances share, the
 * pure rule that gives each text its slot, and the honest estimate of when a waiting one will go.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.pacing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
