/**
 * Names the steps of the paths on which nothing may be lost or done twice. What lets a process die at a step's
 * boundaries is not here, and in no service.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.failpoint;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
