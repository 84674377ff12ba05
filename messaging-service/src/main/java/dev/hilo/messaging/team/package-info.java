/**
 * The teams that numbers belong to, and the hours at which they are there.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.team;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
