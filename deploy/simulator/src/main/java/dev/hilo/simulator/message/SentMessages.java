package dev.hilo.simulator.message;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.wire.Json;

/** Everything that was accepted, in order. Only the newest are kept; their numbers run on. */
public final class SentMessages {

    private final Clock clock;
    private final int kept;
    private final ArrayDeque<SentMessage> messages = new ArrayDeque<>();
    private long total;

    public SentMessages(Clock clock, int kept) {
        this.clock = clock;
        this.kept = kept;
    }

    SentMessage add(String refId, SendOrder order, JsonNode request, JsonNode response) {
        var message = new SentMessage(++total, clock.instant(), refId, order, Json.text(request), Json.text(response));
        if (messages.size() == kept) {
            messages.removeFirst();
        }
        messages.add(message);
        return message;
    }

    Optional<SentMessage> find(String refId) {
        return messages.stream().filter(message -> message.refId().equals(refId)).findFirst();
    }

    /**
     * Each message as a JSON text, in order.
     *
     * @param after only those with a greater number
     */
    public Stream<String> list(long after) {
        return messages.stream().filter(message -> message.number() > after).map(SentMessage::toText);
    }

    public long total() {
        return total;
    }

    public void clear() {
        messages.clear();
        total = 0;
    }
}
