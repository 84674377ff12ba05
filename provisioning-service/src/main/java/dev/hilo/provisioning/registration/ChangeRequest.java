package dev.hilo.provisioning.registration;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param steps those that are not mentioned stay as they are
 * @param campaignId null while the carrier has not said it
 */
@Schema(name = "RegistrationChange")
record ChangeRequest(@NotBlank @Size(max = 60) String name, @NotBlank @Size(max = 100) String brand,
        @NotNull @Size(max = 200) String useCase, @NotNull @Size(max = 12) List<@Valid @NotNull Tick> steps,
        @Pattern(regexp = "[A-Za-z0-9]{1,20}", message = "a campaign has letters and digits, at most 20") @Nullable String campaignId,
        @NotNull RegistrationState state) {

    /** @param note what a person wants to remember of the step */
    @Schema(name = "RegistrationTick")
    record Tick(@NotNull Stage name, boolean done, @Size(max = 500) @Nullable String note) {
    }
}
