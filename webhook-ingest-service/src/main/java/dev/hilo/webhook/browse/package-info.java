/**
 * The journal as admins see it: its deliveries newest first, filtered, each with what today's parser makes of it and what
 * became of it; and one of them whole, with its bytes.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.browse;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
