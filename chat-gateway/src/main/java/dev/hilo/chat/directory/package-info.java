/**
 * Our numbers as every gateway knows them from {@code number.records}: which teams own which, and what they are called.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.chat.directory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
