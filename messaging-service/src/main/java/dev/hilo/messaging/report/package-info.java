/**
 * How each of our numbers fares: what its texts came to, and whether it has fallen silent. Counts what the conversations
 * hold, behind their backs; asks {@code number} who sees what and {@code team} when somebody is there.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
