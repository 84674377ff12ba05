/**
 * What was sent in a thread to look at: its messages with attachments, newest first.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.gallery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
