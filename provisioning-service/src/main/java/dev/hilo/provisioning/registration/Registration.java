package dev.hilo.provisioning.registration;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A campaign on its way, as it is kept and shown.
 *
 * @param useCase what it will be used for
 * @param campaignId once the carrier has said it
 * @param steps each of the way, in order
 */
@Schema(name = "Registration")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Registration(UUID id, String name, String brand, String useCase, RegistrationState state,
        @Nullable String campaignId, String createdBy, Instant createdAt, Instant updatedAt, List<Step> steps) {

    private static final String CARRIER = "carrier";

    static Registration opened(UUID id, OpenRequest request, String by, Instant at) {
        return new Registration(id, request.name().strip(), request.brand().strip(), request.useCase().strip(),
                RegistrationState.OPEN, request.campaignId(), by, at, at,
                Arrays.stream(Stage.values()).map(Step::open).toList());
    }

    /** What is not mentioned among the steps stays as it is. */
    Registration changed(ChangeRequest request, String by, Instant at) {
        var changed = steps.stream().map(step -> request.steps().stream()
                .filter(wanted -> wanted.name() == step.name()).findFirst()
                .map(wanted -> step.changed(wanted.done(), wanted.note(), by, at)).orElse(step)).toList();
        return new Registration(id, request.name().strip(), request.brand().strip(), request.useCase().strip(),
                request.state(), request.campaignId(), createdBy, createdAt, at, changed);
    }

    /** Whether the carrier's list has something to say to it. */
    boolean awaitsListing() {
        return state == RegistrationState.OPEN && campaignId != null
                && steps.stream().anyMatch(step -> step.name() == Stage.LISTED && !step.done());
    }

    /** The carrier lists its campaign. */
    Registration listed(Instant at) {
        var changed = steps.stream().map(step -> step.name() == Stage.LISTED
                ? step.changed(true, step.note(), CARRIER, at)
                : step).toList();
        return new Registration(id, name, brand, useCase, state, campaignId, createdBy, createdAt, at, changed);
    }
}
