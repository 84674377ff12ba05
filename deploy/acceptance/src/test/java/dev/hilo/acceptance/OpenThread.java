package dev.hilo.acceptance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.acceptance.history.History.Line;
import dev.hilo.acceptance.history.History.Step;
import dev.hilo.acceptance.history.History.Timeline;

/** One conversation on a {@link SocketClient}'s screen. Not safe for several threads: the client guards it. */
final class OpenThread {

    final String id;
    final List<Step> heard = new ArrayList<>();
    /** Everything up to here is shown; -1 before it was read. */
    long base = -1;
    /** This connection's server was asked for what follows. */
    boolean asked;
    /** The server has said that what comes from now on is all. */
    boolean answered;
    boolean reading;
    boolean readAgain;
    boolean waiting;
    private final Map<String, Shown> lines = new HashMap<>();
    private final Set<Long> above = new HashSet<>();

    private record Shown(Line line, Instant updatedAt) {
    }

    OpenThread(String id) {
        this.id = id;
    }

    void connected() {
        asked = false;
        answered = false;
        heard.add(new Step.Connected());
    }

    /** A message came, was accepted, or its content changed. */
    void message(long seq, JsonNode message) {
        put(message);
        heard.add(new Step.Frame(seq, message.path("id").asText(), message.path("status").asText()));
        saw(seq);
    }

    void status(JsonNode frame) {
        var seq = frame.path("seq").asLong();
        var message = frame.path("messageId").asText();
        var status = frame.path("status").asText();
        var at = Instant.parse(frame.path("updatedAt").asText());
        lines.computeIfPresent(message, (_, known) -> at.isBefore(known.updatedAt())
                ? known
                : new Shown(with(known.line(), status), at));
        heard.add(new Step.Frame(seq, message, status));
        saw(seq);
    }

    /** The conversation itself changed: no line of it, but the change took a number. */
    void changed(long seq) {
        heard.add(new Step.Frame(seq, null, null));
        saw(seq);
    }

    void read(List<JsonNode> messages, long lastSeq) {
        messages.forEach(this::put);
        heard.add(new Step.Read(lastSeq));
        base = Math.max(base, lastSeq);
        advance();
    }

    boolean hasGap() {
        return !above.isEmpty();
    }

    Timeline timeline() {
        return new Timeline(base, lines.values().stream().map(Shown::line).sorted(Comparator.comparingLong(Line::seq))
                .toList());
    }

    @Override
    public String toString() {
        return "%s up to %d, then %s, asked %b, answered %b, reading %b".formatted(id, base, above, asked, answered,
                reading);
    }

    private void put(JsonNode message) {
        var at = Instant.parse(message.path("updatedAt").asText());
        var line = lineOf(message);
        lines.merge(line.messageId(), new Shown(line, at),
                (known, news) -> news.updatedAt().isBefore(known.updatedAt()) ? known : news);
    }

    private void saw(long seq) {
        if (base >= 0 && seq > base) {
            above.add(seq);
            advance();
        }
    }

    private void advance() {
        while (above.remove(base + 1)) {
            base++;
        }
        above.removeIf(seq -> seq <= base);
    }

    static Line lineOf(JsonNode message) {
        return new Line(message.path("id").asText(), message.path("seq").asLong(), message.path("direction").asText(),
                message.path("status").asText(), message.path("body").asText(), message.path("repeats").asInt());
    }

    private static Line with(Line line, String status) {
        return new Line(line.messageId(), line.seq(), line.direction(), status, line.text(), line.repeats());
    }
}
