/**
 * What Kafka says about our own numbers and their 10DLC campaigns.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.contracts.provisioning;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
