/**
 * The rules of sending, receipts, pacing and consent, played against a nasty carrier, dying workers and a jumping clock.
 */
@org.jspecify.annotations.NullMarked
package dev.hilo.messaging.simulation;
