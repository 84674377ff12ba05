package dev.hilo.messaging.outbound;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** @param sendAt not before this moment; absent for at once */
public record RetryRequest(@Nullable Instant sendAt) {
}
