/**
 * Finds messages by words and threads by part of a number or a name, within the caller's numbers. Owns
 * {@code message_words}, which the database fills by itself; nobody else reads it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
