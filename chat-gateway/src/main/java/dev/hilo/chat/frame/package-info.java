/**
 * The language of the socket: what a client may say, what it is told, and why a socket is closed. Knows the cursor and
 * the contracts, and nothing of who may see what.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.frame;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
