/**
 * Who asks, and whether they may see a number: the one decision that REST, search, media and sockets share.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
