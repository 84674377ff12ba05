/**
 * Every error that leaves a service, as one RFC 9457 problem; written in one place.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
