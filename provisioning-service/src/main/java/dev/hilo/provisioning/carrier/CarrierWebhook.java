package dev.hilo.provisioning.carrier;

/**
 * A named webhook of the account.
 *
 * @param url carries our token: never for a log
 * @param receipts whether delivery receipts are posted there too
 * @param method {@code POST} or {@code 3CX}
 */
public record CarrierWebhook(String name, String description, String url, boolean receipts, String method) {

    /** Without the address. */
    @Override
    public String toString() {
        return "webhook " + name;
    }
}
