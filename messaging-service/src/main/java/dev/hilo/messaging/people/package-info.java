/**
 * The colleagues: whoever has called us, whom a thread can be given to and whom a note can call by name.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.people;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
