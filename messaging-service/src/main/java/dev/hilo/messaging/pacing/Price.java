package dev.hilo.messaging.pacing;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What sending from one number costs.
 *
 * @param currency as ISO 4217 has it
 * @param segment one segment of a text; absent when nobody has said
 * @param mms one message with media; absent when nobody has said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Price(String currency, @Nullable BigDecimal segment, @Nullable BigDecimal mms) {
}
