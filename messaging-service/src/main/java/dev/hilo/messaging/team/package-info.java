/**
 * The teams that numbers belong to, and the hours at which they are there; {@code OpeningHours} says it of each number.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.team;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
