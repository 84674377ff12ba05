package dev.hilo.provisioning.carrier;

/** How an attempt to buy a number ended; anything else is a {@link CarrierFailure}. */
public sealed interface Purchase {

    record Bought() implements Purchase {
    }

    /** The number was ours before (code 7511): as good as bought. */
    record AlreadyOurs() implements Purchase {
    }

    /** Somebody else has it (code 7501). */
    record Gone(String code, String words) implements Purchase {
    }
}
