/** What became of the intake's deliveries: the message or the effect of each, for admins and for a message's story. */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.delivery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
