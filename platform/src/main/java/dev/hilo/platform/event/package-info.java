/**
 * Events as bytes: one JSON codec for every topic, and the CloudEvents headers that go with a record.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
