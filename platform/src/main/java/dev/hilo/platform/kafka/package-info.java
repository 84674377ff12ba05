/**
 * The topics' declaration, read from the file that Kubernetes applies; and which log stands behind a topic's name, for
 * readers that must notice when it is another one.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.platform.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
