/**
 * When people may be disturbed where they are: time zones of numbers, legal hours, states that allow less.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.quiet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
