package dev.hilo.provisioning.order;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import dev.hilo.provisioning.number.TeamName;
import org.jspecify.annotations.Nullable;

/**
 * @param did the number to buy or to adopt: {@code +1…}, eleven digits or ten
 * @param campaignId its 10DLC campaign; absent for the configured one, empty for none
 * @param name what people call it
 * @param teams whose it shall be
 */
record ProvisionRequest(@NotBlank String did,
        @Pattern(regexp = "[A-Za-z0-9]{0,20}", message = "a campaign has letters and digits, at most 20") @Nullable String campaignId,
        @Size(max = 60) @Nullable String name, @Size(max = 50) @Nullable List<@TeamName String> teams) {
}
