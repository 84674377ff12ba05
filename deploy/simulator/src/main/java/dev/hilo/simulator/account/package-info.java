/**
 * The account: who may call, what is left of the money.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.simulator.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
