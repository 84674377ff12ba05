/**
 * Holds the manifests against the cluster's own types, the code that they start, and the house's rules. There is no code
 * here but tests.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.kubernetes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
