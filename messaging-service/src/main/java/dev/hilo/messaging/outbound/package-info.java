/**
 * Texts of ours: accepted, queued, handed to the carrier, their outcomes recorded; retried by a person.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
