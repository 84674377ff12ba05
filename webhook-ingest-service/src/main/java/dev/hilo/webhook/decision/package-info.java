/**
 * What admins did about records that were put aside: {@code journal.decisions}, read whole into memory by every instance.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.decision;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
