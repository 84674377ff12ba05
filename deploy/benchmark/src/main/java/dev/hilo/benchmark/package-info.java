/**
 * Benchmarks of the packaged services: each starts what it measures with the launcher's classes, loads it, and prints
 * figures beside the raw limit of the same machine. None of them passes or fails on time.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.benchmark;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
