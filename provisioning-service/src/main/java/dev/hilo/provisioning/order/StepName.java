package dev.hilo.provisioning.order;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The steps of the sagas. Each looks at the carrier before it acts, or acts in a way that may be repeated. */
enum StepName {

    /** Ours already, or bought now. The one step that costs money, and the only one that must not happen twice. */
    @JsonProperty("buy")
    BUY,
    /** The account lists it, and it is no number in porting. */
    @JsonProperty("recognise")
    RECOGNISE,
    /** SMS and MMS switched on. */
    @JsonProperty("enable-messaging")
    ENABLE_MESSAGING,
    /** The account's webhook of our name has our address, our token, and receipts on. */
    @JsonProperty("ensure-webhook")
    ENSURE_WEBHOOK,
    /** The number points to it. */
    @JsonProperty("assign-webhook")
    ASSIGN_WEBHOOK,
    /** The number is in its 10DLC campaign; skipped when none is wanted. */
    @JsonProperty("assign-campaign")
    ASSIGN_CAMPAIGN,
    /** Read back and compared; then it is active. */
    @JsonProperty("verify")
    VERIFY,
    /** Nothing happens yet, and a person may still keep the number; skipped when it need not or shall not wait. */
    @JsonProperty("cool-down")
    COOL_DOWN,
    /** Disconnected at the carrier. */
    @JsonProperty("give-back")
    GIVE_BACK,
    /** The carrier does not list it any more. */
    @JsonProperty("verify-released")
    VERIFY_RELEASED;

    /** As the API writes it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
