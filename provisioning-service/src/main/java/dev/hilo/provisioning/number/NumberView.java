package dev.hilo.provisioning.number;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A number as a person sees it; what agents need not know is absent for them.
 *
 * @param webhookUrl where the carrier posts to, its token hidden; absent when the number points to no webhook
 * @param readAt when the carrier last said so
 * @param releaseAt when it is given back; absent unless it is about to be
 */
@Schema(name = "Number")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NumberView(String did, String name, @Nullable String color, NumberState state, boolean smsEnabled,
        boolean mmsEnabled, @Nullable String campaignId, @Nullable String webhookUrl, List<String> teams,
        @Nullable String rateCenter, @Nullable String region, @Nullable Instant readAt,
        @Nullable Instant releaseAt) {
}
