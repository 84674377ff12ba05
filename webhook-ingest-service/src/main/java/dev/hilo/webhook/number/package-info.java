/**
 * Which numbers are ours: the topic {@code number.records}, read whole into memory by every instance.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.number;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
