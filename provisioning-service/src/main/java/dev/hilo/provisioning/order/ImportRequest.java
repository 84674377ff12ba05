package dev.hilo.provisioning.order;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import dev.hilo.provisioning.number.TeamName;
import org.jspecify.annotations.Nullable;

/**
 * @param dids the numbers to adopt, at most 500 at a time
 * @param campaignId the 10DLC campaign for all of them; absent or empty: each keeps the one it has
 * @param teams whose they shall be; absent: nobody's but the managers' until somebody gives them a team
 */
record ImportRequest(@NotEmpty @Size(max = 500) List<@NotBlank String> dids,
        @Pattern(regexp = "[A-Za-z0-9]{0,20}", message = "a campaign has letters and digits, at most 20") @Nullable String campaignId,
        @Size(max = 50) @Nullable List<@TeamName String> teams) {
}
