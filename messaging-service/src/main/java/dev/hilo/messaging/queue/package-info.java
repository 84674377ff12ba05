/**
 * The table of texts on their way out: what a row of it says, and how one gets in and out. Who may put one in is decided
 * by outbound and consent, who takes it by the workers of outbound.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.queue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
