/**
 * Campaigns on their way through the carrier's registration, which has no API: a form, an e-mail, and weeks of waiting,
 * as a check-list that people tick. Owns the table {@code registration}; learns from {@code campaign} what is listed.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.registration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
