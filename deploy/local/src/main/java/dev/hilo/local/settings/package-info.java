/**
 * What can be set from outside: ports, folders, secrets and the variables that the services read. Knows nothing of
 * processes.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.settings;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
