package dev.hilo.messaging.conversation;

/** Whose turn a thread is. */
public sealed interface Turn {

    /** One colleague's. */
    record Of(String user) implements Turn {
    }

    /** Whoever of the team takes it first. */
    record OfTeam(String team) implements Turn {
    }

    /** Nobody's in particular. */
    record Anybodys() implements Turn {
    }
}
