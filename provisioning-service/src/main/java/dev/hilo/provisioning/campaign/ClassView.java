package dev.hilo.provisioning.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hilo.contracts.provisioning.BrandTier;
import dev.hilo.contracts.provisioning.ThroughputClass;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of AT&T's classes.
 *
 * @param letter the class
 * @param smsPerMinute segments in a minute
 * @param perNumber whether the rates are meant for each number rather than for the campaign
 * @param perDay segments that T-Mobile takes of its brand in a day; absent where the brand's own score decides
 * @param words who it is for
 */
@Schema(name = "ThroughputClass")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClassView(@JsonProperty("class") String letter, int smsPerMinute, int mmsPerMinute, boolean perNumber,
        @Nullable Integer perDay, String words) {

    static ClassView of(ThroughputClass one) {
        return new ClassView(one.name(), one.smsPerMinute(), one.mmsPerMinute(), one.perNumber(),
                one.tier().map(BrandTier::perDay).orElse(null), one.words());
    }
}
