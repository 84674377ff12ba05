package dev.hilo.messaging.inbound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.hilo.messaging.conversation.Message;

/**
 * What a delivery was taken for the last time, loaded under the locks of both conversations.
 *
 * @param parts media and wordings of that message, in order
 * @param counted false for a further delivery under a reference that had been seen
 */
record ReadBefore(UUID eventId, UUID deliveryId, boolean counted, Message message, List<Stored> parts) {

    /** A part as it was stored. */
    record Stored(UUID id, int position, boolean wording, String url) {
    }

    ReadBefore {
        parts = parts.stream().sorted(Comparator.comparingInt(Stored::position)).toList();
    }

    ReadBefore with(Message same) {
        return new ReadBefore(eventId, deliveryId, counted, same, parts);
    }

    /**
     * The text of the last reading, without what came to it as a part of its own: the fingerprint was made of it, so it
     * knows where the one ends and the other begins.
     */
    String text() {
        var urls = parts.stream().map(Stored::url).toList();
        return candidates().filter(text -> Fingerprint
                .of(message.key(), text, urls).equals(message.fingerprint())).findFirst().orElse(message.body());
    }

    /** What a part of its own had added to the text, ready to be added again; empty for nothing. */
    String wording() {
        var text = text();
        if (text.equals(message.body())) {
            return "";
        }
        return text.isEmpty() ? message.body() : message.body().substring(text.length() + 1);
    }

    private Stream<String> candidates() {
        var body = message.body();
        List<String> candidates = new ArrayList<>(List.of(body, ""));
        for (var end = body.indexOf('\n'); end >= 0; end = body.indexOf('\n', end + 1)) {
            candidates.add(body.substring(0, end));
        }
        return candidates.stream();
    }
}
