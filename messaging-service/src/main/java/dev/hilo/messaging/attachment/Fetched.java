package dev.hilo.messaging.attachment;

import dev.hilo.messaging.media.MediaProblem;
import io.vertx.core.buffer.Buffer;

/** What came of fetching a medium. */
sealed interface Fetched {

    record Content(Buffer bytes) implements Fetched {
    }

    /** It will never come. */
    record Refused(MediaProblem problem) implements Fetched {
    }

    /** Perhaps the next time. */
    record Later(MediaProblem problem) implements Fetched {
    }
}
