package dev.hilo.messaging.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.platform.access.Caller;

/**
 * A browser that may have to be told.
 *
 * @param owner as their token had them when the browser was last here
 */
record Browser(UUID id, Caller owner, PushRules rules, Instant seenAt) {

    /** What a browser is told for. */
    enum Cause {
        TEXT, MENTION, TRIAL
    }

    /**
     * Whether its owner wants to hear of an event, and is somebody who may. The one place where this is decided.
     *
     * @param teams whose the number is
     */
    Optional<Cause> concern(ConversationEvent event, Collection<String> teams, Instant now, Duration trust) {
        var level = rules.of(event.thread().did());
        if (level == PushRules.Level.NONE || seenAt.plus(trust).isBefore(now)) {
            return Optional.empty();
        }
        return switch (event) {
            case ConversationEvent.MessageReceived received -> wantsTexts(level, received.thread())
                    .filter(_ -> owner.maySee(teams));
            case ConversationEvent.MessageQueued queued -> named(queued.message())
                    .filter(_ -> owner.maySee(teams));
            case ConversationEvent.MessageChanged _,ConversationEvent.StatusChanged _,ConversationEvent.ThreadChanged _,ConversationEvent.ThreadRead _ ->
                Optional
                        .empty();
        };
    }

    private Optional<Cause> wantsTexts(PushRules.Level level, ThreadView thread) {
        return switch (level) {
            case ALL -> Optional.of(Cause.TEXT);
            case MINE -> owner.user().equals(thread.assignee()) ? Optional.of(Cause.TEXT) : Optional.empty();
            case MENTIONS, NONE -> Optional.empty();
        };
    }

    private Optional<Cause> named(MessageView message) {
        return message.direction() == Direction.NOTE && message.mentions().contains(owner.user())
                && !owner.user().equals(message.author()) ? Optional.of(Cause.MENTION) : Optional.empty();
    }
}
