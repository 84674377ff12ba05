/**
 * What an agent has begun to write and not sent.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.draft;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
