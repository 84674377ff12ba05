/**
 * Lets a process die at a named boundary of a step. Part of the fault build only.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.faults;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
