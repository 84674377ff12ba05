/**
 * The 10DLC campaigns that the carrier lists. Owns the table {@code campaign} and writes {@code campaign.records}.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.provisioning.campaign;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
