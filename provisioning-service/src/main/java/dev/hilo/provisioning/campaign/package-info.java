/**
 * The 10DLC campaigns: what the carrier lists and what people add, and the places that each has for numbers. Owns the
 * table {@code campaign} and writes {@code campaign.records}.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.campaign;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
