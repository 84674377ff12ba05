/**
 * The topics' declaration, read from the file that Kubernetes applies.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
