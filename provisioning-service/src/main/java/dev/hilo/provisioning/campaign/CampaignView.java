package dev.hilo.provisioning.campaign;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as people see it.
 *
 * @param providerId its id at the carrier
 * @param useCase what it was registered for; the carrier's API does not say
 * @param throughputClass the letter that sets the messages per minute
 * @param count how many numbers are assigned to it
 * @param limit how many it takes
 * @param listedAt when the carrier last listed it
 */
@org.eclipse.microprofile.openapi.annotations.media.Schema(name = "Campaign")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(String id, String name, String providerId, @Nullable String brandId, @Nullable String useCase,
        @JsonProperty("class") String throughputClass, int count, int limit, boolean approved, Instant listedAt) {
}
