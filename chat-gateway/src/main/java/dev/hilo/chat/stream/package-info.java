/**
 * What Kafka tells every gateway: the number records from their beginning, the conversation events from a window of time,
 * kept in memory, with the cursor that names a place in them, and orders as they come. Exports the reader, the window and
 * the cursor.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.stream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
