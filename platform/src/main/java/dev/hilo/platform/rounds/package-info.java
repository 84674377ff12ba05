/** What a service does again and again on the side. */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.rounds;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
