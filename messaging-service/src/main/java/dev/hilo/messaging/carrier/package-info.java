/**
 * The port to the carrier, its adapter to BulkVS, and the one rule that tells what an answer means.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.carrier;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
