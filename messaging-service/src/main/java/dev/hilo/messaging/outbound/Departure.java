package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import org.jspecify.annotations.Nullable;

/** What the moment of sending makes of a text, apart from pace: the rule. */
sealed interface Departure {

    record May() implements Departure {
    }

    record Fails(String errorCode) implements Departure {
    }

    /** @param next when it is looked at again */
    record Waits(MessageView.Waiting waiting, Instant next, Instant expiresAt) implements Departure {
    }

    /**
     * @param quiet absent when the contact may be disturbed, or the text keeps no hours
     * @param look how soon a text is looked at again that waits for an agent's word
     * @param validity how long it may still take once the contact may be written to
     */
    static Departure of(Due text, Verdict verdict, @Nullable Quiet quiet, Instant now, Duration look,
            Duration validity) {
        if (text.expiresAt().isBefore(now)) {
            return new Fails("expired");
        }
        return switch (verdict) {
            case Verdict.Silenced _ -> new Fails("opted-out");
            case Verdict.Held _ -> new Waits(new MessageView.Waiting(MessageView.Reason.CONSENT, null), now.plus(look),
                    text.expiresAt());
            case Verdict.Passes _ -> quiet == null
                    ? new May()
                    : new Waits(new MessageView.Waiting(MessageView.Reason.QUIET_HOURS, quiet.opensAt()),
                            quiet.opensAt(), quiet.opensAt().plus(validity));
        };
    }
}
