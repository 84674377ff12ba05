/**
 * Who asks: the browser's cookie or a program's bearer token, the door in front of every call of theirs, signing in and
 * out, and {@code GET /api/me}.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
