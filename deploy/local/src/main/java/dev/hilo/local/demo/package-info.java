/**
 * What a newcomer finds: the demo numbers, bought through the API like any other, and a few conversations.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
