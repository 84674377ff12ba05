/**
 * Who looks at a conversation and who types in it, told among the gateways through {@code agent.signals} and never kept.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.presence;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
