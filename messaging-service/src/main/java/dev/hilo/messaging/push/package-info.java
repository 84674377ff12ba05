/**
 * Web push: which browsers a person wants to be told in, of what, and the way there. Reads conversation.events in a group
 * of its own; a push service that is slow or away holds nothing up but its own notices.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.push;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
