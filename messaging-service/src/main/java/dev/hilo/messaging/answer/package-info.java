/**
 * What Hilo says by itself: the confirmation of an opt-out or opt-in and the answer to HELP, their wording, and what each
 * number's manager has set about them. Serves /api/consent/numbers.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.answer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
