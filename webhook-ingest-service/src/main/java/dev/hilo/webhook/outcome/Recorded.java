package dev.hilo.webhook.outcome;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What messaging recorded of a delivery. One that reached several of our numbers has one for each.
 *
 * @param kind {@code text} or {@code receipt}
 * @param verdict of a text {@code shown}, {@code folded} or {@code known}; of a receipt {@code applied}, {@code parked} or
 *         {@code none}
 * @param repeats how often the message came, this time included
 * @param effect what a receipt changed, in messaging's words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recorded(UUID deliveryId, @Nullable String kind, @Nullable String verdict, @Nullable UUID messageId,
        @Nullable UUID threadId, @Nullable Integer repeats, @Nullable String effect, @Nullable Text message,
        @Nullable Receipt receipt) {

    /** The message as it stands, or stood before an agent or a correction changed it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Text(@Nullable String from, @Nullable String to, @Nullable String body,
            @Nullable List<String> media, @Nullable String refId) {
    }

    /** The receipt as it was taken. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Receipt(@Nullable String stat, @Nullable String err, @Nullable String refId, @Nullable String text) {
    }
}
