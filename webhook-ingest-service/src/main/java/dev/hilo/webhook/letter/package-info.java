/**
 * Records that were put aside, the quarantine's and the dead letters of every topic: how many wait, why, and what can be
 * done about them.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.letter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
