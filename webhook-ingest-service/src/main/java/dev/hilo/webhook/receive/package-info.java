/**
 * The only door for the carrier's posts: admit, bound, journal, answer. It looks into a body just far enough to tell
 * JSON from anything else and to find the conversation that orders the journal.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.receive;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
