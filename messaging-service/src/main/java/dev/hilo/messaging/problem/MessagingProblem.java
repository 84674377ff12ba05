package dev.hilo.messaging.problem;

import dev.hilo.platform.problem.ProblemKind;

/** The problems that only this service has. */
public enum MessagingProblem implements ProblemKind {

    /** Something newer landed in the thread than what the writer had seen; the newer messages come along. */
    STALE_COMPOSE("stale-compose", "The conversation went on while you were writing", 409),
    /** A long code without a registered campaign is blocked by every US carrier. */
    CAMPAIGN_MISSING("campaign-missing", "The number has no 10DLC campaign", 422),
    /** Only what failed or has an unknown outcome can be sent again. */
    NOT_RETRYABLE("not-retryable", "This message cannot be sent again", 409),
    /** It has left, or is on its way to the carrier, or has ended. */
    NOT_CANCELLABLE("not-cancellable", "This message can no longer be called off", 409),
    /** The contact asked for silence; {@code since} tells when. */
    OPTED_OUT("opted-out", "The contact does not want to be written to", 422),
    /** Nobody may be disturbed out of the blue at that hour; {@code opensAt} is the first moment at which they may. */
    QUIET_HOURS("quiet-hours", "It is night where the contact is", 422),
    /** The contact asks for nothing that could be answered, or taken back. */
    NOTHING_ASKED("nothing-asked", "There is nothing to answer", 409),
    /** Its copy is there, or under way, or it would fail again. */
    MEDIUM_NOT_RETRYABLE("not-retryable", "This attachment cannot be fetched again", 409),
    /** What others noted comes along as {@code contact}. */
    STALE_CONTACT("stale-contact", "Somebody else changed it meanwhile", 409),
    /** Both numbers are one person's already. */
    SAME_CONTACT("same-contact", "These numbers are one contact already", 409),
    /** Only a number that came by a merge can leave. */
    NOT_MERGED("not-merged", "This number did not come by a merge", 409),
    /** The virus scanner found something. */
    INFECTED("infected", "The file is infected", 422),
    /** The carrier takes JPEG and PNG. */
    UNSUPPORTED_MEDIA("unsupported-media", "The file is not a picture that can be sent", 422);

    private final String slug;
    private final String title;
    private final int status;

    MessagingProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
