/**
 * Named webhooks and the posts to them, with the carrier's repeats.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
