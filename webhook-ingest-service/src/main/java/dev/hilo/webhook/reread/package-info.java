/**
 * A delivery read once more, by today's parser: what it is, what would be emitted for it, and its records.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.reread;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
