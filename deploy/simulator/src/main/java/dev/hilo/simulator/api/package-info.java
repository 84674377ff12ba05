/**
 * The frame of BulkVS's API: Basic authentication, answers and error bodies. Every operation is mounted through here and
 * is so recorded and subject to faults.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
