/**
 * Old deliveries read by today's parser: what would be different, and, when an admin wants it, the events once more.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.replay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
