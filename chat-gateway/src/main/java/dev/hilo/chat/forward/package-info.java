/**
 * The calls that another service answers: passed on with the caller's token, streaming both ways. Knows the session, and
 * nothing of what the calls mean.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.forward;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
