/**
 * The verbs of {@code ./hilo}: one class a verb, each only reads its options and asks the packages below.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
