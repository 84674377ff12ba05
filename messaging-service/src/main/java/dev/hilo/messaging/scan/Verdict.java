package dev.hilo.messaging.scan;

/** What the scanner says of some bytes. */
public sealed interface Verdict {

    record Clean() implements Verdict {
    }

    /** @param signature the scanner's name for what it found */
    record Infected(String signature) implements Verdict {
    }

    /** More than it takes: nobody can say that it is clean. */
    record TooLarge() implements Verdict {
    }

    /** No word; it may have one later. */
    record Away(String why) implements Verdict {
    }
}
