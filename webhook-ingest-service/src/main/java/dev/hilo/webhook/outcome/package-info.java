/**
 * What became of a delivery: asked of messaging with the caller's own token, and done without while messaging is away.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.outcome;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
