/**
 * Our own numbers and campaigns as provisioning published them, and which of them a caller may see.
 * Reads number.records and campaign.records; calls no other feature.
 */
@NullMarked
@CheckReturnValue
package dev.hilo.messaging.number;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
