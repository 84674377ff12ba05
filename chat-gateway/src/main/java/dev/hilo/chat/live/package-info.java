/**
 * The socket: what a browser may see of the stream, frame by frame, with replay, bounded buffers and an end to every
 * session. Reads the stream, the directory and presence; asks messaging-service about threads it has not heard of.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.live;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
