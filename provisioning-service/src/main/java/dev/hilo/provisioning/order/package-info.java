/**
 * The saga that takes a number from the carrier's shelf to active, and the one that gives it back: stored step by
 * step, claimed under a lease, resumable after a crash at any point. Owns {@code number_order} and its steps.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
