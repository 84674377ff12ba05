package dev.hilo.simulator.phone;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;

/** A text on a customer's screen. */
final class PhoneText {

    private final long id;
    private final Instant at;
    private final boolean written;
    private final String text;
    private List<String> media;
    private State state;

    /** What the phone knows of a text it has written; a text it received is always {@code DELIVERED}. */
    enum State {
        SENDING, DELIVERED, FAILED
    }

    /** @param written by this phone, rather than received */
    PhoneText(long id, Instant at, boolean written, String text, List<String> media) {
        this.id = id;
        this.at = at;
        this.written = written;
        this.text = text;
        this.media = media;
        this.state = written ? State.SENDING : State.DELIVERED;
    }

    void media(List<String> paths) {
        media = paths;
    }

    void state(State now) {
        state = now;
    }

    ObjectNode toJson() {
        var json = Json.object().put("id", id).put("at", at.toString()).put("written", written).put("text", text)
                .put("state", state.name());
        var paths = json.putArray("media");
        media.forEach(paths::add);
        return json;
    }
}
