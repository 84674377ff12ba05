/**
 * What every consumer of a topic needs: reading batches, dead letters for poison, patience while the database is away.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.lane;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
