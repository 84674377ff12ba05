package dev.hilo.messaging.carrier;

/** The carrier did not give its records; asking again later may help. */
public final class RecordsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordsUnavailable(String why) {
        super(why, null, false, false);
    }
}
