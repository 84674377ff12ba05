package dev.hilo.provisioning.registration;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The way of a campaign, in order. */
@Schema(name = "RegistrationStage")
enum Stage {

    /** The brand's legal name, tax id, address and contact are together. */
    @JsonProperty("brand-data")
    BRAND_DATA,
    /** The carrier's form is filled in, with sample texts and how people opt in. */
    @JsonProperty("form")
    FORM,
    /** It went to the carrier's support by e-mail. */
    @JsonProperty("sent-to-carrier")
    SENT_TO_CARRIER, @JsonProperty("brand-approved")
    BRAND_APPROVED, @JsonProperty("campaign-approved")
    CAMPAIGN_APPROVED,
    /** The carrier's API lists it; ticks itself. */
    @JsonProperty("listed")
    LISTED;

    /** As the API and the table write it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
