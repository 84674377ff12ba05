/**
 * The conversations that the chat UI asks for: list, timeline, reading, notes.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.thread;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
