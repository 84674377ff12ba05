package dev.hilo.messaging.report;

import java.time.Instant;

/**
 * A number gets no texts although it should.
 *
 * @param since when the last one came
 * @param expected how many should have come since, by its own rhythm
 */
record Silence(Instant since, long expected) {
}
