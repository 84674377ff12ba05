/**
 * Finds messages by words and threads by part of a number, within the caller's numbers.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
