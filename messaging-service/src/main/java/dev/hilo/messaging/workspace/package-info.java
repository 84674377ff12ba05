/**
 * Says on the socket that something which people share beside the conversations changed, so that every open page reads
 * it again.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.workspace;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
