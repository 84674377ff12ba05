/**
 * What agents see of one another while they work; never stored in a database.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.contracts.agent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
