/**
 * The problems this service reports itself, and how one is answered outside of a REST resource.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.problem;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
