package dev.hilo.provisioning.order;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hilo.provisioning.number.NumberState;

/** What an order is for, and by which steps it gets there. */
enum OrderKind {

    /** Bought, unless it is ours already, and wired up. */
    @JsonProperty("provision")
    PROVISION,
    /** A number that the account has, wired up. Never buys: one that is not there any more fails. */
    @JsonProperty("adopt")
    ADOPT,
    /** An active number that drifted, set right while it stays active. */
    @JsonProperty("repair")
    REPAIR,
    /** An active number into another campaign, or out of any. */
    @JsonProperty("move")
    MOVE, @JsonProperty("release")
    RELEASE;

    List<StepName> steps() {
        return switch (this) {
            case PROVISION -> List.of(StepName.BUY, StepName.ENABLE_MESSAGING, StepName.ENSURE_WEBHOOK,
                    StepName.ASSIGN_WEBHOOK, StepName.ASSIGN_CAMPAIGN, StepName.VERIFY);
            case ADOPT -> List.of(StepName.RECOGNISE, StepName.ENABLE_MESSAGING, StepName.ENSURE_WEBHOOK,
                    StepName.ASSIGN_WEBHOOK, StepName.ASSIGN_CAMPAIGN, StepName.VERIFY);
            case REPAIR -> List.of(StepName.ENABLE_MESSAGING, StepName.ENSURE_WEBHOOK, StepName.ASSIGN_WEBHOOK,
                    StepName.ASSIGN_CAMPAIGN, StepName.VERIFY);
            case MOVE -> List.of(StepName.ASSIGN_CAMPAIGN, StepName.VERIFY);
            case RELEASE -> List.of(StepName.COOL_DOWN, StepName.GIVE_BACK, StepName.VERIFY_RELEASED);
        };
    }

    /** Whether a number in that state is where such an order leads. */
    boolean hasBroughtAbout(NumberState state) {
        return switch (this) {
            case PROVISION, ADOPT -> state == NumberState.ACTIVE;
            // Whatever was found before, it is looked at again.
            case REPAIR, MOVE -> false;
            case RELEASE -> state == NumberState.RELEASED;
        };
    }

    /** This kind and those that leave the number as it does. */
    List<OrderKind> withSameEnd() {
        return switch (this) {
            case PROVISION, ADOPT -> List.of(PROVISION, ADOPT);
            case REPAIR -> List.of(REPAIR);
            case MOVE -> List.of(MOVE);
            case RELEASE -> List.of(RELEASE);
        };
    }

    /** Whether the number is on its way to active: not yet to be sent from, and failed when the order fails. */
    boolean activates() {
        return switch (this) {
            case PROVISION, ADOPT -> true;
            case REPAIR, MOVE, RELEASE -> false;
        };
    }

    /** As the API writes it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
