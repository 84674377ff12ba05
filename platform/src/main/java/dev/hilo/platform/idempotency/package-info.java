/**
 * One effect per request, however often it is asked: the key, the effect and the answer are one transaction.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.idempotency;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
