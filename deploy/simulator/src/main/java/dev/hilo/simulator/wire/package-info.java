/**
 * The carrier's spellings: JSON trees, numbers of eleven digits, stamps without a zone.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
