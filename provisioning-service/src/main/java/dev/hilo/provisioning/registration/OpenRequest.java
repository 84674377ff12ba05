package dev.hilo.provisioning.registration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param name what people will call the campaign
 * @param brand whose it is
 * @param useCase what it will be used for
 */
@Schema(name = "RegistrationRequest")
record OpenRequest(@NotBlank @Size(max = 60) String name, @NotBlank @Size(max = 100) String brand,
        @NotNull @Size(max = 200) String useCase,
        @Pattern(regexp = "[A-Za-z0-9]{1,20}", message = "a campaign has letters and digits, at most 20") @Nullable String campaignId) {
}
