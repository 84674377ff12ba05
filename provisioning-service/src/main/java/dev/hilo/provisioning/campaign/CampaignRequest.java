package dev.hilo.provisioning.campaign;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * @param name what people call it
 * @param throughputClass one of {@code GET /api/campaigns/classes}
 * @param useCase what it was registered for
 */
record CampaignRequest(@NotBlank @Size(max = 60) String name,
        @JsonProperty("class") @NotNull String throughputClass,
        @Size(max = 200) @Nullable String useCase) {
}
