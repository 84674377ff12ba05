/**
 * Texts that arrived: stored once, folded when repeated, put on their thread. Reads message.inbound.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.inbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
