/**
 * Our own programs as parts: the four services and the carrier's simulator.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.service;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
