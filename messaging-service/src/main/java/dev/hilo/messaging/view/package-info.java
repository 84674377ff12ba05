/**
 * Saved views of the list: a tab and what it is narrowed to, under a name of one person's own.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
