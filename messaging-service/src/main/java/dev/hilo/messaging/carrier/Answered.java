package dev.hilo.messaging.carrier;

import org.jspecify.annotations.Nullable;

/**
 * What came back, and what it means.
 *
 * @param status the HTTP status; absent when there was no answer
 * @param body the answer's words as they came, cut; the failure's name when there was none
 */
public record Answered(Outcome outcome, @Nullable Integer status, String body) {
}
