/**
 * The webhook that our numbers point to at the carrier: its name, its address with the token, and the masking of it.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
