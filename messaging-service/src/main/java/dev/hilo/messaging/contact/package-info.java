/**
 * The people behind the numbers: what colleagues noted about them, which numbers are one person's, and the name their
 * threads carry. Consent and addresses stay with the number.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
