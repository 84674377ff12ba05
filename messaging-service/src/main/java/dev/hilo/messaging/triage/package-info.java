/**
 * Whose turn a thread is, its labels and its state: what people decide by hand, for one thread or for all they have; and
 * what happens when the moment they chose has come.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.triage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
