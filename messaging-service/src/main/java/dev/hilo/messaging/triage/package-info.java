/**
 * Labels, assignee and state of a thread: what people edit by hand.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.triage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
