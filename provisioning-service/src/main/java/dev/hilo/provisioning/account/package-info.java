/**
 * The carrier's account: what is left on it, and which services are switched on. Keeps nothing.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
