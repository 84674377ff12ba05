/**
 * Who may post: the token in the address, the source address, and how often. Pure rules; the carrier signs nothing, so
 * they are all the authenticity there is.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.verify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
