package dev.hilo.webhook.browse;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.webhook.outcome.Recorded;
import dev.hilo.webhook.reread.Reading;
import org.jspecify.annotations.Nullable;

/**
 * One delivery whole.
 *
 * @param body the bytes as UTF-8, with U+FFFD where they are none
 * @param reading what would be emitted of it today
 * @param recorded what messaging has of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryDetail(@JsonUnwrapped DeliveryView delivery, @Nullable String contentType, Map<String, String> headers,
        String body, String bodyBase64, Today reading, @Nullable Recorded recorded) {

    /** @param events as they stand on their topics */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Today(Reading.Kind kind, @Nullable String reason, List<JsonNode> events) {
    }
}
