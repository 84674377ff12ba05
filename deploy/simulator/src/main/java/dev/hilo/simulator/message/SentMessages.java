package dev.hilo.simulator.message;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;

/** Everything that was accepted, in order. Only the newest are kept; their numbers run on. */
public final class SentMessages {

    private final Clock clock;
    private final int kept;
    private final ArrayDeque<SentMessage> messages = new ArrayDeque<>();
    private final Pace pace = new Pace();
    private long total;

    public SentMessages(Clock clock, int kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /** @param campaign of the sender, or empty */
    SentMessage add(String refId, SendOrder order, String campaign, int fragments, JsonNode request,
            JsonNode response) {
        var message = new SentMessage(++total, clock.instant(), refId, order, Json.text(request), Json.text(response));
        pace.sent(order.from(), campaign, fragments * order.to().size(), message.at());
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
     * @param limit so many of them at most
     */
    public Stream<String> list(long after, long limit) {
        return messages.stream().filter(message -> message.number() > after).limit(limit).map(SentMessage::toText);
    }

    /** How fast they came, for each campaign and each number. */
    public ObjectNode pace() {
        return pace.toJson();
    }

    public long total() {
        return total;
    }

    public void clear() {
        messages.clear();
        pace.clear();
        total = 0;
    }
}
