package dev.hilo.contracts;

/**
 * One of our numbers and the person on the other side: the Kafka key of everything that must stay in order.
 *
 * @param did our own number
 * @param contact the other side
 */
public record ConversationKey(PhoneNumber did, PhoneNumber contact) {

    /** The key as it stands on a record: {@code +17865551234|+13053302277}. */
    public String wire() {
        return did.value() + "|" + contact.value();
    }

    /** Masked, as {@link PhoneNumber#toString()}. */
    @Override
    public String toString() {
        return did.masked() + "|" + contact.masked();
    }
}
