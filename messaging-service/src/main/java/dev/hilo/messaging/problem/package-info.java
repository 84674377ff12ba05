/**
 * The problems this service can answer with, and how long a caller waits for one.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
