package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.queue.QueuedText;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;

/** The door through which a simulation asks the real {@link Settlement}, with the settings as they are shipped. */
public final class SendingRules {

    /** What becomes of the text's row in the queue. */
    public sealed interface Row {

        record Untouched() implements Row {
        }

        record Leaves(boolean parked) implements Row {
        }

        record Stays(Instant next, Instant expiresAt, MessageView.Waiting waiting) implements Row {
        }
    }

    /** What the moment of sending makes of a text. */
    public sealed interface Leaving {

        record May() implements Leaving {
        }

        record Fails(String errorCode) implements Leaving {
        }

        record Waits(MessageView.Waiting waiting, Instant next, Instant expiresAt) implements Leaving {
        }
    }

    /** How soon a text is looked at again that waits for an agent's word. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final OutboundConfig config = new SmallRyeConfigBuilder().addDiscoveredConverters()
            .withMapping(OutboundConfig.class).build().getConfigMapping(OutboundConfig.class);
    private final Settlement settlement;

    public SendingRules(RandomGenerator random) {
        this.settlement = new Settlement(config, random);
    }

    public Duration lease() {
        return config.lease();
    }

    public Duration validity() {
        return config.validity();
    }

    /** The least that a text waits after so many attempts. */
    public Duration leastBackOff(int attempts, @Nullable Duration retryAfter) {
        return BackOff.after(attempts, retryAfter, config.backOff(), config.longestBackOff(), 0);
    }

    public Row held(Conversation conversation, Message message, Outcome outcome, int attempts, Instant expiresAt) {
        return row(settlement.of(conversation, message, outcome, new Settlement.Hold.Held(attempts, expiresAt)));
    }

    public Row lost(Conversation conversation, Message message, Outcome outcome, boolean newest) {
        return row(settlement.of(conversation, message, outcome, new Settlement.Hold.Lost(newest)));
    }

    public Row died(Conversation conversation, Message message) {
        return row(Settlement.unknown(conversation, message, "interrupted"));
    }

    /** @param text as it stands in the queue */
    public Leaving leaving(QueuedText text, Verdict verdict, @Nullable Quiet quiet, Instant now) {
        var due = due(text);
        return switch (Departure.of(due, verdict, due.keepsHours(now) ? quiet : null, now, LOOK, config.validity())) {
            case Departure.May _ -> new Leaving.May();
            case Departure.Fails fails -> new Leaving.Fails(fails.errorCode());
            case Departure.Waits waits -> new Leaving.Waits(waits.waiting(), waits.next(), waits.expiresAt());
        };
    }

    /** Whether quiet hours are asked about at all. */
    public boolean keepsHours(QueuedText text, Instant now) {
        return due(text).keepsHours(now);
    }

    private static Due due(QueuedText text) {
        return new Due(text.messageId(), text.threadId(), 0, text.expiresAt(), text.conversation().did(),
                text.conversation().contact(), text.lane(), text.mms(), text.segments(), text.passage(),
                text.replyUntil());
    }

    private static Row row(Settlement.Row row) {
        return switch (row) {
            case Settlement.Row.Untouched _ -> new Row.Untouched();
            case Settlement.Row.Leaves leaves -> new Row.Leaves(leaves.parked());
            case Settlement.Row.Stays stays -> new Row.Stays(stays.next(), stays.expiresAt(), stays.waiting());
        };
    }
}
