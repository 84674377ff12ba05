/**
 * How the contact centre stands at this moment: who waits, for whom and since when, and what waits to leave. Reads what
 * the conversations, the queue and the replies hold; asks {@code number} who
 * sees what and {@code team} when somebody is there.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.board;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
