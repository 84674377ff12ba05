/**
 * The running system: starts the parts in the order of their needs, watches them, stops them in order, and shows it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.running;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
