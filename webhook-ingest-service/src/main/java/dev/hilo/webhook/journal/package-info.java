/**
 * The journal: appends to {@code webhook.deliveries} and {@code webhook.quarantine} so that an answer can be given on
 * it, without ever making the caller wait for a broker that is away.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.journal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
