package dev.hilo.messaging.inbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** @param again the text was shown before, and is counted there */
    record Taken(Message message, boolean again) {
    }

    /** A part of a new message that still lies at the carrier. */
    record Part(UUID id, Message message, int position, String url, boolean wording) {
    }

    private final Duration foldWindow;
    private final Set<UUID> knownEvents;
    private final Map<UUID, List<Message>> recent = new HashMap<>();
    private final Map<String, Message> byReference = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

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
        byReference.put(threadId + "/" + refId, message);
    }

    /** @return the message it began or repeats; null for what was counted before */
    @Nullable
    Taken take(InboundMessage.Received event, Conversation conversation) {
        if (!knownEvents.add(event.id())) {
            return null;
        }
        var sameReference = event.refId() == null ? null : byReference.get(conversation.id() + "/" + event.refId());
        if (sameReference != null) {
            deliveries.add(new Delivery(event, sameReference, false));
            return null;
        }
        var repeated = repeated(event, conversation);
        if (repeated != null) {
            conversation.repeat(repeated, event.occurredAt());
            delivered(event, conversation, repeated);
            return new Taken(repeated, true);
        }
        var begun = begin(event, conversation);
        delivered(event, conversation, begun);
        return new Taken(begun, false);
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

    private Message begin(InboundMessage.Received event, Conversation conversation) {
        var shown = IntStream.range(0, event.media().size()).filter(i -> !event.media().get(i).text())
                .mapToObj(i -> Medium.fetching(partId(event, i))).toList();
        var message = conversation.receive(event.id(), event.text(), shown, event.participants(),
                Fingerprint.of(event), event.occurredAt());
        for (var i = 0; i < event.media().size(); i++) {
            var part = event.media().get(i);
            parts.add(new Part(partId(event, i), message, i, part.url(), part.text()));
        }
        remember(message);
        return message;
    }

    private static UUID partId(InboundMessage.Received event, int position) {
        return Ids.derived(event.id(), "media/" + position);
    }

    private void delivered(InboundMessage.Received event, Conversation conversation, Message message) {
        deliveries.add(new Delivery(event, message, true));
        if (event.refId() != null) {
            knowReference(conversation.id(), event.refId(), message);
        }
    }

    private void remember(Message message) {
        var _ = recent.computeIfAbsent(message.threadId(), _ -> new ArrayList<>()).add(message);
    }
}
