/**
 * Our numbers: what is wanted of each, what the carrier last said, whose teams they are. Owns the table {@code number}
 * and writes {@code number.records}; reads the carrier for drift.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.number;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
