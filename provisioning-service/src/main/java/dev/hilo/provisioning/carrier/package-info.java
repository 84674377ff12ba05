/**
 * The carrier as far as numbers go: the port {@link dev.hilo.provisioning.carrier.Carrier}, its adapter to BulkVS's
 * HTTP API, and the one reader that copes with what that API really answers. Knows nothing of the other features.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.carrier;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
