/**
 * How many parts a text takes on the air; the composer in the browser counts by the same vectors. Depends on nothing.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.segment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
