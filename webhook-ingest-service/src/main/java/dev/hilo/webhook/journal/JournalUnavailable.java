package dev.hilo.webhook.journal;

/** The journal did not take a record, or nobody can say whether it did. */
public final class JournalUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalUnavailable(String reason) {
        super(reason, null, false, false);
    }
}
