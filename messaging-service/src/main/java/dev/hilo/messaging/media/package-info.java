/**
 * Pictures and files: uploads, the store, signed addresses. Knows nothing of conversations.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.media;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
