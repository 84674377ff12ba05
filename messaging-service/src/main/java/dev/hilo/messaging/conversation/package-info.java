/**
 * The conversation as one unit of change: it gives out the sequence numbers, moves messages between states and writes
 * the events, under the lock of its row. Every other feature changes messages through it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.conversation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
