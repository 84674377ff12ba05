package dev.hilo.contracts.provisioning;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.hilo.contracts.HiloEvent;
import org.jspecify.annotations.Nullable;

/**
 * A 10DLC campaign: the topic {@code campaign.records}, compacted by campaign.
 *
 * @param campaignId The Campaign Registry's id, as the carrier lists it
 * @param brandId the brand it belongs to, when known
 * @param throughputClass AT&T's class letter, which sets the messages per minute; T (low volume) unless stated
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("campaign.record.v1")
public record CampaignRecord(UUID id, Instant occurredAt, String campaignId, String name, @Nullable String brandId,
        @JsonProperty("class") String throughputClass, boolean approved) implements HiloEvent {
}
