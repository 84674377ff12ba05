/**
 * The webhook at the carrier beside the intake that it leads to: how it stands, and its renewal under the rule that the
 * carrier never learns a token which the intake refuses.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
