/**
 * Keycloak as a part: unpacked and built once, with the realm of Hilo; and tokens for people at a terminal.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.local.keycloak;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
