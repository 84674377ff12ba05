/**
 * 10DLC campaigns: read-only in the carrier's API.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.campaign;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
