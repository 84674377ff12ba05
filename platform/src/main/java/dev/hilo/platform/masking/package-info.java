/**
 * Keeps phone numbers and webhook tokens out of the logs.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.masking;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
