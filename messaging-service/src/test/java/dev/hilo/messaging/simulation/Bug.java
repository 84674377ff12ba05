package dev.hilo.messaging.simulation;

/** Wrong rules, each in the place of a right one: the simulation must find every one of them. */
enum Bug {

    /** A timeout is taken for proof that the carrier did not take the text. */
    RETRY_ON_TIMEOUT,
    /** Any 503 is taken for a door that turned us away. */
    RETRY_ON_ANY_503,
    /** An answer is recorded whoever holds the lease. */
    FENCING_TOKEN_IGNORED,
    /** A person's retry counts its claims from 1 again, so that an old answer can pass for a new one's. */
    TOKENS_START_AGAIN,
    /** An old attempt's late refusal ends a text whose newer attempt may have been taken. */
    OLD_ATTEMPT_DECIDES,
    /** A text whose worker died is simply sent again. */
    DEAD_WORKERS_TEXT_IS_SENT_AGAIN,
    /** The lease ends before the carrier's timeout does. */
    LEASE_SHORTER_THAN_CALL,
    /** What waited beyond its validity leaves all the same. */
    EXPIRED_STILL_SENT,
    /** A 429 and its Retry-After mean nothing: the next attempt is at once. */
    BACK_OFF_FORGOTTEN,
    /** While a text backs off, the one behind it leaves. */
    ORDER_BROKEN_AFTER_BACK_OFF,
    /** A text leaves although another of its conversation is under way. */
    TWO_OF_A_CONVERSATION_UNDER_WAY,
    /** The same key makes a second message. */
    DUPLICATE_KEY_ACCEPTED,
    /** The last word wins: a late UNDELIV undoes a delivery. */
    LATE_RECEIPT_OVERRIDES,
    /** Receipts that came before their answer stay parked. */
    PARKED_RECEIPTS_FORGOTTEN,
    /** A reference that begins like another's is taken for it. */
    REFERENCE_PREFIX_MATCHES,
    /** A reference is looked up whoever the recipient was. */
    RECIPIENT_IGNORED,
    /** Consent is asked when a text is accepted, but not when it leaves. */
    STOP_NOT_CHECKED_AT_SENDING,
    /** What was queued as the confirmation of a STOP opens the gate again when a person sends it again. */
    CONFIRMATION_PASSES_AGAIN,
    /** Quiet hours are asked when a text is accepted, but not when it leaves. */
    QUIET_HOURS_NOT_CHECKED_AT_SENDING,
    /** The day's budget is full again at UTC's midnight, and once more at the carriers'. */
    BUDGET_REFILLED_TWICE,
    /** Bulk takes what is reserved for live replies. */
    RESERVE_FORGOTTEN,
    /** A text of several segments counts as one. */
    SEGMENTS_COUNT_AS_ONE,
    /** An idle bucket saves up what it did not use. */
    IDLE_BUCKET_SAVES_UP
}
