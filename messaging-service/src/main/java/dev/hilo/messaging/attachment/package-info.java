/**
 * Copies the media of inbound messages from the carrier, without trusting the addresses it is given.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.attachment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
