/**
 * Our phone numbers at the carrier. Here: the problems that this service can report, one list.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
