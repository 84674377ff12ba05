package dev.hilo.provisioning.registration;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether anybody still works on it; a person says so. */
enum RegistrationState {

    @JsonProperty("open")
    OPEN, @JsonProperty("done")
    DONE, @JsonProperty("dropped")
    DROPPED;

    /** As the API and the table write it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
