/**
 * Kafka as a part: one KRaft broker in a process of its own, with the topics of the one declaration.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
