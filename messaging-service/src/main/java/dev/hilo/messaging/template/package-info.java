/**
 * Templates: texts that managers write once and agents use many times, for all or for one team.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.template;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
