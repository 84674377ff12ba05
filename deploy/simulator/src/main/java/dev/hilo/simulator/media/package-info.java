/**
 * Media: files that the carrier serves, and its fetching of the links in outbound messages.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.media;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
