package dev.hilo.local.settings;

/** A setting that cannot be used; the message names the variable and what is wrong with it. */
public final class SettingsProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsProblem(String message) {
        super(message);
    }
}
