package dev.hilo.provisioning.order;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hilo.provisioning.number.NumberState;

/** What an order is for, and by which steps it gets there. */
enum OrderKind {

    @JsonProperty("provision")
    PROVISION, @JsonProperty("release")
    RELEASE;

    List<StepName> steps() {
        return switch (this) {
            case PROVISION -> List.of(StepName.BUY, StepName.ENABLE_MESSAGING, StepName.ENSURE_WEBHOOK,
                    StepName.ASSIGN_WEBHOOK, StepName.ASSIGN_CAMPAIGN, StepName.VERIFY);
            case RELEASE -> List.of(StepName.GIVE_BACK, StepName.VERIFY_RELEASED);
        };
    }

    /** Whether a number in that state is where such an order leads. */
    boolean hasBroughtAbout(NumberState state) {
        return switch (this) {
            case PROVISION -> state == NumberState.ACTIVE;
            case RELEASE -> state == NumberState.RELEASED;
        };
    }

    /** As the API writes it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
