package dev.hilo.messaging.attachment;

import io.vertx.core.buffer.Buffer;

/** What came of fetching a medium. */
sealed interface Fetched {

    record Content(Buffer bytes) implements Fetched {
    }

    /** It will never come: a word that a client can translate. */
    record Refused(String problem) implements Fetched {
    }

    /** Perhaps the next time. */
    record Later(String problem) implements Fetched {
    }
}
