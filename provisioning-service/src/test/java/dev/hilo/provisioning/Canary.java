package dev.hilo.provisioning;

/** Words that must not be found where they do not belong. */
public final class Canary {

    public static final String WEBHOOK_TOKEN = "canary-3f1c-token";

    private Canary() {
    }
}
