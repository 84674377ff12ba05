package dev.hilo.platform.failpoint;

/**
 * What a {@link Step} is handed when one method does the steps of many things: each is a place of its own, named
 * {@code Class.method(part):before}.
 */
public interface StepSubject {

    /** Which of the method's steps it is. */
    String part();

    /** Which of the many things the step is about: a number, an order. */
    String about();
}
