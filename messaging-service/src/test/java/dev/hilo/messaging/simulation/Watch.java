package dev.hilo.messaging.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Memory;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.pacing.Route;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.QueuedText;
import org.jspecify.annotations.Nullable;

/** Knows the truth, which the product cannot know, and holds what the product does against it at every step. */
final class Watch {

    /** Everything true of one text. */
    static final class Truth {

        final QueuedText first;
        /** A person's: the send, and each retry. */
        int decisions = 1;
        /** How often the carrier took it, by the decision its call went out under. */
        final Map<Integer, Integer> taken = new HashMap<>();
        /** Calls that are still on the wire, by decision. */
        final Map<Integer, Integer> onTheWire = new HashMap<>();
        /** Ends that receipts about it have told us. */
        final Set<MessageStatus> told = EnumSet.noneOf(MessageStatus.class);
        /** The decision about whose delivery a receipt has told us the end. */
        int toldDecision;
        MessageStatus status = MessageStatus.QUEUED;
        /** Not before this may it be tried again. */
        Instant restsUntil = Instant.MIN;

        Truth(QueuedText first) {
            this.first = first;
        }
    }

    /** Why a text may go back to the queue, in this step. */
    enum Back {
        NEVER, A_PERSON_ASKED, PROVABLY_NOT_TAKEN
    }

    /** What only the carrier can know of a text that it took. */
    private static final Set<String> BY_RECEIPT = Set.of("undelivered", "rejected", "carrier-expired",
            "carrier-deleted");

    private record Left(Instant at, int segments) {
    }

    private final Map<UUID, Truth> truths = new HashMap<>();
    private final Map<ConversationKey, Long> seqs = new HashMap<>();
    private final Map<String, Left> lastOfRate = new HashMap<>();
    private final Map<LocalDate, Integer> ofDay = new HashMap<>();
    private final Map<String, UUID> byKey = new HashMap<>();

    Truth of(UUID message) {
        var truth = truths.get(message);
        if (truth == null) {
            throw new IllegalStateException("nobody sent " + message);
        }
        return truth;
    }

    void accepted(QueuedText text, @Nullable String key) {
        truths.put(text.messageId(), new Truth(text));
        if (key != null && byKey.put(key, text.messageId()) != null) {
            throw new Broken("one key is one message");
        }
    }

    void committed(List<ConversationEvent> events) {
        for (var event : events) {
            if (event instanceof ConversationEvent.Sequenced sequenced) {
                var before = seqs.getOrDefault(event.conversation(), 0L);
                if (sequenced.seq() != before + 1) {
                    throw new Broken("a thread's numbers have no gap: " + before + ", " + sequenced.seq());
                }
                seqs.put(event.conversation(), sequenced.seq());
            }
        }
        for (var event : events) {
            if (event instanceof ConversationEvent.StatusChanged(var _, var _, var _, var _, var message)) {
                moved(message.id().value(), message.status(), Back.PROVABLY_NOT_TAKEN);
                if (message.status() == MessageStatus.FAILED && !BY_RECEIPT.contains(message.errorCode())
                        && mayHaveBeenTaken(of(message.id().value()))) {
                    throw new Broken("what we call failed was not taken: " + message.errorCode(), message.id().value());
                }
            }
        }
    }

    /** @param back only the caller knows why it may */
    void moved(UUID id, MessageStatus next, Back back) {
        var truth = truths.get(id);
        if (truth == null || truth.status == next) {
            return;
        }
        if (!mayBecome(truth.status, next, back)) {
            throw new Broken("state only moves forward: " + truth.status + " became " + next, id);
        }
        truth.status = next;
    }

    void personAskedAgain(UUID id) {
        var truth = of(id);
        if (truth.status != MessageStatus.FAILED && truth.status != MessageStatus.UNCONFIRMED) {
            throw new Broken("only what failed or is unconfirmed is sent again, not " + truth.status);
        }
        truth.decisions++;
        truth.status = MessageStatus.QUEUED;
        truth.restsUntil = Instant.MIN;
    }

    private static boolean mayBecome(MessageStatus from, MessageStatus to, Back back) {
        return switch (from) {
            case QUEUED -> to == MessageStatus.SENDING || to == MessageStatus.FAILED;
            case SENDING -> to == MessageStatus.SENT || to == MessageStatus.DELIVERED || to == MessageStatus.FAILED
                    || to == MessageStatus.UNCONFIRMED
                    || (to == MessageStatus.QUEUED && back == Back.PROVABLY_NOT_TAKEN);
            case UNCONFIRMED ->
                to == MessageStatus.SENT || to == MessageStatus.DELIVERED || to == MessageStatus.FAILED;
            case SENT -> to == MessageStatus.DELIVERED || to == MessageStatus.FAILED;
            case DELIVERED, FAILED, RECEIVED, READ -> false;
        };
    }

    /** A text passed the gates, when it was claimed or at the last moment. */
    void passed(Text row, boolean silenced, boolean quiet, boolean keepsHours, Instant now) {
        var truth = of(row.text.messageId());
        if (row.text.expiresAt().isBefore(now)) {
            throw new Broken("what is too old never leaves");
        }
        var exempt = truth.first.passage() != Passage.ORDINARY && truth.decisions == 1;
        if (silenced && !exempt) {
            throw new Broken("an opted-out contact gets nothing but the one confirmation");
        }
        if (quiet && keepsHours && !exempt) {
            throw new Broken("nobody is written to at night out of the blue");
        }
        if (now.isBefore(truth.restsUntil)) {
            throw new Broken("a text that was turned away waits as long as it must", row.text.messageId());
        }
    }

    /** A text is claimed before the others of its conversation. */
    void first(Text row, Collection<Text> ofConversation, Instant now) {
        for (var other : ofConversation) {
            if (other == row) {
                continue;
            }
            if (other.leaseUntil != null) {
                throw new Broken("one text of a conversation at a time");
            }
            var aside = other.next.isAfter(now) && (other.waitingFor == MessageView.Reason.QUIET_HOURS
                    || other.waitingFor == MessageView.Reason.CONSENT);
            if (other.text.lane() == row.text.lane() && other.text.passage() == row.text.passage() && !aside
                    && !other.text.sendAt().isAfter(row.text.sendAt()) && other.text.seq() < row.text.seq()) {
                throw new Broken("the texts of a conversation leave in their order");
            }
        }
    }

    /** A text got its slot. */
    void counted(Route route, QueuedText text, Instant slot) {
        var day = route.day().at(slot);
        var all = ofDay.merge(day, text.segments(), Integer::sum);
        if (all > route.day().limit().count()) {
            throw new Broken("the day's budget is never exceeded: " + all + " on " + day);
        }
        if (text.lane() == dev.hilo.messaging.queue.Lane.BULK && all > route.day().upTo(text.lane())) {
            throw new Broken("bulk never takes what is reserved: " + all + " on " + day);
        }
    }

    /** The bytes go out, at their slot. */
    void left(Route route, QueuedText text, Instant slot, int decision) {
        for (var rate : route.rates(text.mms())) {
            var before = lastOfRate.get(rate.key());
            if (before != null) {
                var gap = Duration.between(before.at(), slot).abs();
                var perMinute = rate.perMinute().count();
                var least = Duration.ofNanos(60_000_000_000L / perMinute
                        * (slot.isBefore(before.at()) ? text.segments() : before.segments()));
                if (gap.compareTo(least) < 0) {
                    throw new Broken("never faster than " + perMinute + " a minute: " + gap.toMillis() + " ms after "
                            + before.segments() + " segments");
                }
            }
            if (before == null || slot.isAfter(before.at())) {
                lastOfRate.put(rate.key(), new Left(slot, text.segments()));
            }
        }
        of(text.messageId()).onTheWire.merge(decision, 1, Integer::sum);
    }

    /** A call came to its end at the carrier. */
    void arrived(UUID id, int decision, boolean taken) {
        var truth = of(id);
        truth.onTheWire.merge(decision, -1, Integer::sum);
        if (taken && truth.taken.merge(decision, 1, Integer::sum) > 1) {
            throw new Broken("the carrier never takes a text twice unless a person asked for it", id);
        }
    }

    /** A text is put back to be tried again by itself. */
    void triedAgain(UUID id, Instant notBefore) {
        var truth = of(id);
        if (mayHaveBeenTaken(truth)) {
            throw new Broken("only what was provably not taken is tried again", id);
        }
        truth.restsUntil = notBefore;
    }

    private static boolean mayHaveBeenTaken(Truth truth) {
        return truth.taken.getOrDefault(truth.decisions, 0) > 0
                || truth.onTheWire.getOrDefault(truth.decisions, 0) > 0;
    }

    /** A receipt is applied to a message. */
    void applies(Message message, UUID about) {
        if (!message.id().equals(about)) {
            throw new Broken("a receipt is applied to its own message", message.id());
        }
    }

    /**
     * A receipt with a word about the end has come in. From then on the end is known when the text was open: what has
     * ended has ended.
     */
    void told(UUID about, int decision, MessageStatus end, MessageStatus before) {
        var truth = of(about);
        truth.told.add(end);
        if (before == MessageStatus.SENDING || before == MessageStatus.SENT || before == MessageStatus.UNCONFIRMED) {
            truth.toldDecision = Math.max(truth.toldDecision, decision);
        }
    }

    /** Nothing is under way any more. */
    void end(Memory memory) {
        for (var entry : truths.entrySet()) {
            var message = memory.message(entry.getKey());
            var truth = entry.getValue();
            var status = message.status();
            moved(entry.getKey(), status, Back.NEVER);
            if (status == MessageStatus.QUEUED || status == MessageStatus.SENDING) {
                throw new Broken("every accepted text comes to an end, not " + status, entry.getKey());
            }
            if ((status == MessageStatus.FAILED || status == MessageStatus.UNCONFIRMED)
                    && Memory.errorCode(message) == null) {
                throw new Broken("what failed or is unconfirmed says why", entry.getKey());
            }
            if (truth.toldDecision == truth.decisions && !truth.told.contains(status)) {
                throw new Broken("the end is what the receipts said: " + truth.told + ", not " + status,
                        entry.getKey());
            }
        }
    }
}
