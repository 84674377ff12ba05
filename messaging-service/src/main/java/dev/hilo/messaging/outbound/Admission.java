package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.quiet.QuietHours;
import org.jspecify.annotations.Nullable;

/** Whether a text may enter the queue, and what it waits for there: pure, so that its table can be tested whole. */
sealed interface Admission {

    /**
     * A text at the door.
     *
     * @param sendAt not before this moment; {@code now} for at once
     * @param replyUntil until then it answers a contact who has just written; null when they have not
     */
    record Applicant(Lane lane, Instant now, Instant sendAt, @Nullable Instant replyUntil) {

        boolean isScheduled() {
            return sendAt.isAfter(now);
        }

        /** Somebody sits and waits for it. */
        boolean isAwaited() {
            return lane == Lane.LIVE && !isScheduled();
        }

        /** An answer is welcome at any hour, as long as it is one when it leaves. */
        boolean isReply() {
            return replyUntil != null && !replyUntil.isBefore(sendAt);
        }
    }

    /**
     * It may enter.
     *
     * @param sendAt its place in the order of its conversation: what waits for the morning holds nobody back till then
     * @param waiting its turn, when nothing else keeps it back
     */
    record Granted(Instant sendAt, Instant expiresAt, @Nullable Instant replyUntil,
            MessageView.Waiting waiting) implements Admission {
    }

    /** The contact asked for silence. */
    record OptedOut(Instant since) implements Admission {
    }

    /** It would arrive at night, and somebody is there to choose another moment. */
    record AtNight(QuietHours.Quiet quiet) implements Admission {
    }

    /**
     * @param quiet what holds at the moment it would leave; null when people may be disturbed then
     * @param resting whether sending rests because the carrier does not accept our credentials
     * @param validity how long it may take from the moment it may leave
     */
    static Admission of(Applicant text, Verdict verdict, QuietHours.@Nullable Quiet quiet, boolean resting,
            Duration validity) {
        var night = text.isReply() ? null : quiet;
        return switch (verdict) {
            case Verdict.Silenced silenced -> new OptedOut(silenced.since());
            case Verdict.Held _ -> awakeOrBulk(text, night, !text.isAwaited(), resting, validity);
            case Verdict.Passes _ -> awakeOrBulk(text, night, false, resting, validity);
        };
    }

    private static Admission awakeOrBulk(Applicant text, QuietHours.@Nullable Quiet night, boolean held,
            boolean resting, Duration validity) {
        if (night != null && text.lane() == Lane.LIVE) {
            return new AtNight(night);
        }
        var leaves = night == null ? text.sendAt() : night.opensAt();
        return new Granted(leaves, leaves.plus(validity), text.replyUntil(), waiting(text, night, held, resting));
    }

    private static MessageView.Waiting waiting(Applicant text, QuietHours.@Nullable Quiet night,
            boolean held, boolean resting) {
        if (held) {
            return new MessageView.Waiting(MessageView.Reason.CONSENT, null);
        }
        if (night != null) {
            return new MessageView.Waiting(MessageView.Reason.QUIET_HOURS, night.opensAt());
        }
        if (text.isScheduled()) {
            return new MessageView.Waiting(MessageView.Reason.SCHEDULED, text.sendAt());
        }
        // When the carrier accepts our credentials again, nobody can tell.
        return resting
                ? new MessageView.Waiting(MessageView.Reason.CARRIER, null)
                : new MessageView.Waiting(MessageView.Reason.TURN, text.sendAt());
    }
}
