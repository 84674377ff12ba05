/**
 * The programs that {@code ./hilo bench fanout} starts beside the system: many sockets with what moves them, and a raw
 * Vert.x broadcast to compare with. Each is a process of its own, on the packaged gateway's libraries, and tells what it
 * measured as {@code name=value} pairs on one line.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.benchmark.fanout;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
