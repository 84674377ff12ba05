package dev.hilo.platform.problem;

/** One kind of problem a service can report; each service lists its own in one enum. */
public interface ProblemKind {

    /** The stable word that clients decide by: {@code opted-out}. It ends the problem's {@code type}. */
    String slug();

    /** What kind of thing went wrong, the same for every occurrence. */
    String title();

    /** The HTTP status that goes with it. */
    int status();
}
