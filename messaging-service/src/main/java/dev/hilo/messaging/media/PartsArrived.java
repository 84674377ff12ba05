package dev.hilo.messaging.media;

/** Said inside the process after media rows were committed that wait for their copy; a poll finds them without it. */
public record PartsArrived() {
}
