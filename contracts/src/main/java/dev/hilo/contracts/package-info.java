/**
 * The words that the services share: phone numbers, ids, topics and the envelope of an event. Data only, no framework.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
