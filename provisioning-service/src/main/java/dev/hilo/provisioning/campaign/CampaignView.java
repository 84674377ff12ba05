package dev.hilo.provisioning.campaign;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as people see it.
 *
 * @param name what people call it; its id until they do
 * @param providerId its id at the carrier
 * @param useCase what it was registered for, as people noted it; the carrier's API does not say
 * @param throughputClass the letter that sets the messages per minute
 * @param smsPerMinute segments that the class lets out in a minute; absent for a class that nobody knows
 * @param perDay segments that its brand may send in a day: of the tier that the class names, else of the lowest
 * @param count how many numbers are in it: ours now, and the others as the carrier last counted
 * @param limit how many it takes
 * @param own how many of them are managed here
 * @param listedAt when the carrier last listed it
 */
@Schema(name = "Campaign")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(String id, String name, String providerId, @Nullable String brandId, @Nullable String useCase,
        @JsonProperty("class") String throughputClass, @Nullable Integer smsPerMinute, @Nullable Integer mmsPerMinute,
        int perDay, int count, int limit, long own, boolean approved, Instant listedAt) {
}
