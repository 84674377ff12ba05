/**
 * Operating system processes: starting one in a session of its own, recording who it is, stopping it, its memory, its
 * log file. Never signals a process that this launcher has not recorded.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
