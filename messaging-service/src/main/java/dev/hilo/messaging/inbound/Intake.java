package dev.hilo.messaging.inbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.Medium;
import dev.hilo.platform.identity.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each delivery of a batch, in order, whether it is a new message, a repeat, or one that was counted
 * before. No waiting happens here: what is known was loaded under the locks.
 */
final class Intake {

    /** What a delivery did: to which message it belongs, and whether it counted. */
    record Delivery(InboundMessage.Received event, Message message, boolean counted) {
    }

    /** What is to be heard of it. */
    record Taken(Message message, News news) {
    }

    /** Whether the contact says something that nobody has heard. */
    enum News {
        /** A text that was not there. */
        NEW,
        /** It was shown before, and is counted there. */
        AGAIN,
        /** It was there, but nobody could know that it says this. */
        REWORDED
    }

    /** A part of a new message that still lies at the carrier. */
    record Part(UUID id, Message message, int position, String url, boolean wording) {
    }

    private final Duration foldWindow;
    private final Set<UUID> knownEvents;
    private final Map<UUID, List<Message>> recent = new HashMap<>();
    /** One object for each message, however it was found: two would overwrite each other's changes. */
    private final Map<UUID, Message> loaded = new HashMap<>();
    private final Map<String, List<Message>> byReference = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Correction> corrections = new ArrayList<>();
    private final Map<UUID, List<ReadBefore>> readBefore = new HashMap<>();
    private final Map<UUID, Conversation> conversations = new HashMap<>();

    /**
     * @param knownEvents ids of events stored before
     * @param recent inbound messages of these conversations with one of the batch's fingerprints
     */
    Intake(Duration foldWindow, Set<UUID> knownEvents, List<Message> recent) {
        this.foldWindow = foldWindow;
        this.knownEvents = new HashSet<>(knownEvents);
        recent.forEach(this::remember);
    }

    /** A reference of the carrier's that was seen before in this conversation. */
    void knowReference(UUID threadId, String refId, Message message) {
        var _ = byReference.computeIfAbsent(threadId + "/" + refId, _ -> new ArrayList<>()).add(message);
    }

    /** What a delivery that is read again was taken for, with the conversation, locked, where that stands. */
    void knowReading(ReadBefore reading, Conversation conversation) {
        var one = reading.with(loaded.computeIfAbsent(reading.message().id(), _ -> reading.message()));
        var _ = readBefore.computeIfAbsent(reading.deliveryId(), _ -> new ArrayList<>()).add(one);
        conversations.put(conversation.id(), conversation);
    }

    /** @return the message it began, repeats or puts right; null for what was counted before */
    @Nullable
    Taken take(InboundMessage.Received event, Conversation conversation) {
        if (event.wasReadAgain()) {
            return takeAgain(event, conversation);
        }
        return knownEvents.add(event.id()) ? takeNew(event, conversation) : null;
    }

    private @Nullable Taken takeNew(InboundMessage.Received event, Conversation conversation) {
        var delivered = deliveredBefore(event, conversation);
        if (delivered.isPresent()) {
            deliveries.add(new Delivery(event, delivered.get(), false));
            return null;
        }
        var repeated = repeated(event, conversation);
        if (repeated != null) {
            conversation.repeat(repeated, event.occurredAt());
            delivered(event, conversation, repeated);
            return new Taken(repeated, News.AGAIN);
        }
        var begun = begin(event.id(), event, conversation);
        delivered(event, conversation, begun);
        return new Taken(begun, News.NEW);
    }

    /**
     * The message of an earlier delivery with the same reference and the same words. The reference alone is no proof: the
     * carrier promises nothing about it, and another text under it must not be lost.
     */
    private Optional<Message> deliveredBefore(InboundMessage.Received event, Conversation conversation) {
        return byReference.getOrDefault(conversation.id() + "/" + event.refId(), List.of()).stream()
                .filter(message -> message.body().equals(event.text())
                        // The wording of an MMS may have been appended since.
                        || (!event.media().isEmpty() && message.body().startsWith(event.text())))
                .findFirst();
    }

    /**
     * A delivery that an admin had read again. One that nobody had understood is taken as any; one that says the same as
     * before is nothing; one that says something else puts its message right, forward, and what it said stays in the
     * trail. When it was between other numbers the message begins where it belongs, and the old one says so.
     */
    private @Nullable Taken takeAgain(InboundMessage.Received event, Conversation conversation) {
        var before = readBefore.getOrDefault(event.deliveryId(), List.of());
        var same = before.stream().filter(reading -> reading.eventId().equals(event.id())).findFirst().orElse(null);
        if (same == null) {
            return knownEvents.add(event.id()) ? takeFound(event, conversation, before) : null;
        }
        var _ = knownEvents.add(event.id());
        if (!same.counted()) {
            return null;
        }
        if (!same.message().key().equals(event.conversation())) {
            return new Taken(move(event, conversation, same), News.NEW);
        }
        return correct(event, conversation, same);
    }

    /** Read as a text to this number for the first time; what it was taken for elsewhere was a mistake. */
    private @Nullable Taken takeFound(InboundMessage.Received event, Conversation conversation,
            List<ReadBefore> before) {
        var taken = takeNew(event, conversation);
        for (var reading : before) {
            var did = reading.message().key().did();
            // In a group it may have been to both.
            if (taken != null && reading.counted() && !event.participants().contains(did)) {
                leave(event, reading, taken.message());
            }
        }
        return taken;
    }

    private Message move(InboundMessage.Received event, Conversation conversation, ReadBefore reading) {
        var begun = begin(Ids.derived(event.id(), "between " + event.conversation().wire()), event, conversation);
        leave(event, reading, begun);
        return begun;
    }

    private void leave(InboundMessage.Received event, ReadBefore reading, Message instead) {
        var wrong = reading.message();
        var there = Objects.requireNonNull(conversations.get(wrong.threadId()), "locked with its reading");
        corrections.add(new Correction(correctionId(event, there), wrong, event.id(), wrong.body(), List.of(),
                List.of(), instead));
        there.belongsElsewhere(wrong);
    }

    private @Nullable Taken correct(InboundMessage.Received event, Conversation conversation, ReadBefore reading) {
        var message = reading.message();
        var fingerprint = Fingerprint.of(event);
        if (fingerprint.equals(message.fingerprint()) && event.participants().equals(message.participants())) {
            return null;
        }
        var reworded = !reading.text().equals(event.text());
        var before = message.body();
        var left = new ArrayList<>(reading.parts());
        List<Correction.Kept> kept = new ArrayList<>();
        List<Medium> shown = new ArrayList<>();
        var wording = false;
        for (var i = 0; i < event.media().size(); i++) {
            var part = event.media().get(i);
            var stored = left.stream().filter(old -> old.url().equals(part.url()) && old.wording() == part.text())
                    .findFirst().orElse(null);
            if (stored == null) {
                var fresh = new Part(Ids.derived(event.id(), "media/" + i + "/" + part.url()), message, i, part.url(),
                        part.text());
                parts.add(fresh);
                if (!part.text()) {
                    shown.add(Medium.fetching(fresh.id()));
                }
            } else {
                var _ = left.remove(stored);
                kept.add(new Correction.Kept(stored.id(), i));
                wording |= stored.wording();
                message.media().stream().filter(medium -> medium.id().equals(stored.id())).forEach(shown::add);
            }
        }
        corrections.add(new Correction(correctionId(event, conversation), message, event.id(), before,
                left.stream().map(ReadBefore.Stored::id).toList(), kept, null));
        var added = wording ? reading.wording() : "";
        conversation.correct(message, added.isEmpty() ? event.text() : Conversation.appended(event.text(), added),
                shown, event.participants(), fingerprint);
        return reworded ? new Taken(message, News.REWORDED) : null;
    }

    /** The same when the same reading comes twice before it is committed; another for the next. */
    private static UUID correctionId(InboundMessage.Received event, Conversation conversation) {
        return Ids.derived(event.id(), "correction " + conversation.lastSeq());
    }

    List<Correction> corrections() {
        return corrections;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<Part> parts() {
        return parts;
    }

    private @Nullable Message repeated(InboundMessage.Received event, Conversation conversation) {
        var fingerprint = Fingerprint.of(event);
        return recent.getOrDefault(conversation.id(), List.of()).stream()
                .filter(message -> fingerprint.equals(message.fingerprint()))
                .filter(message -> message.seq() > conversation.lastOutboundSeq())
                .filter(message -> Duration.between(message.createdAt(), event.occurredAt()).abs()
                        .compareTo(foldWindow) <= 0)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private Message begin(UUID id, InboundMessage.Received event, Conversation conversation) {
        var shown = IntStream.range(0, event.media().size()).filter(i -> !event.media().get(i).text())
                .mapToObj(i -> Medium.fetching(partId(id, i))).toList();
        var message = conversation.receive(id, event.text(), shown, event.participants(),
                Fingerprint.of(event), event.occurredAt());
        for (var i = 0; i < event.media().size(); i++) {
            var part = event.media().get(i);
            parts.add(new Part(partId(id, i), message, i, part.url(), part.text()));
        }
        remember(message);
        return message;
    }

    private static UUID partId(UUID message, int position) {
        return Ids.derived(message, "media/" + position);
    }

    private void delivered(InboundMessage.Received event, Conversation conversation, Message message) {
        deliveries.add(new Delivery(event, message, true));
        if (event.refId() != null) {
            knowReference(conversation.id(), event.refId(), message);
        }
    }

    private void remember(Message message) {
        loaded.put(message.id(), message);
        var _ = recent.computeIfAbsent(message.threadId(), _ -> new ArrayList<>()).add(message);
    }
}
