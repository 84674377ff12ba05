/**
 * Topics read back: page by page between two instants, at given places, or whole and for good. Bounded in time, records
 * and readers at once, on consumers of its own that belong to no group and commit nothing.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.webhook.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
