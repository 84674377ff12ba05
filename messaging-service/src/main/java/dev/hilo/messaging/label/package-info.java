/**
 * The catalogue of labels: what threads may be labelled with, in which colour and order. Managers edit it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.label;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
