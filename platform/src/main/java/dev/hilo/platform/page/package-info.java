/**
 * Lists that are longer than one answer.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
