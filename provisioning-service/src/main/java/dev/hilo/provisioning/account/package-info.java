/**
 * The account at the carrier: what is left on it, when that is little, and which services are switched on. Owns the table
 * {@code account}.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
