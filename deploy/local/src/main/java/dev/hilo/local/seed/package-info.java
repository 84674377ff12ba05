/**
 * Invented conversations for the local database, as many as are asked for: for measuring, and for seeing how the product
 * is with years of work in it. Writes by COPY what messaging would have written, and nothing to Kafka.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.seed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
