/**
 * Writes down what was said to the carrier and what it answered, without secrets, numbers and texts. Off unless a
 * directory is named.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.recorder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
