/**
 * Where ids and the time come from, so that tests decide both.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
