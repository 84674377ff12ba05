package dev.hilo.simulator.phone;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;

/** What stands on the customers' screens. Bounded: the page shows the newest, a benchmark must not fill the memory. */
public final class Conversations {

    private static final int TEXTS = 200;
    private static final int TEXTS_IN_ALL = 8000;
    private static final int LISTED = 60;

    private final Clock clock;
    private final LiveStream stream;
    private final LinkedHashMap<Key, ArrayDeque<PhoneText>> byKey = new LinkedHashMap<>();
    private long ids;
    private int held;

    /** @param number the number of the account that the phone talks with */
    private record Key(Tn phone, Tn number) {
    }

    /** Follows one text to its end. */
    public final class Trace {

        private final Key key;
        private final PhoneText text;

        private Trace(Key key, PhoneText text) {
            this.key = key;
            this.text = text;
        }

        /** The webhook took it, or did not. */
        public void posted(boolean taken) {
            text.state(taken ? PhoneText.State.DELIVERED : PhoneText.State.FAILED);
            changed(key);
        }

        /** The carrier's copies of the pictures are there. */
        public void showMedia(List<String> paths) {
            text.media(paths);
            changed(key);
        }
    }

    public Conversations(Clock clock, LiveStream stream) {
        this.clock = clock;
        this.stream = stream;
    }

    /** @param media paths of the carrier's media shelf */
    public Trace written(Tn phone, Tn number, String text, List<String> media) {
        return add(new Key(phone, number), new PhoneText(++ids, clock.instant(), true, text, media));
    }

    @CanIgnoreReturnValue
    public Trace received(Tn phone, Tn number, String text) {
        return add(new Key(phone, number), new PhoneText(++ids, clock.instant(), false, text, List.of()));
    }

    ArrayNode texts(Tn phone, Tn number) {
        var texts = Json.array();
        byKey.getOrDefault(new Key(phone, number), new ArrayDeque<>()).forEach(text -> texts.add(text.toJson()));
        return texts;
    }

    /** The conversations with the newest activity, newest first. */
    ArrayNode recent() {
        var recent = Json.array();
        byKey.sequencedEntrySet().reversed().stream().limit(LISTED).forEach(entry -> recent.addObject()
                .put("phone", entry.getKey().phone().digits()).put("number", entry.getKey().number().digits())
                .set("last", entry.getValue().getLast().toJson()));
        return recent;
    }

    public void clear() {
        byKey.clear();
        held = 0;
        stream.publish("reset", Json.object());
    }

    private Trace add(Key key, PhoneText text) {
        var before = byKey.remove(key);
        var texts = before == null ? new ArrayDeque<PhoneText>() : before;
        if (texts.size() == TEXTS) {
            texts.removeFirst();
            held--;
        }
        texts.add(text);
        held++;
        byKey.put(key, texts);
        while (held > TEXTS_IN_ALL) {
            held -= byKey.pollFirstEntry().getValue().size();
        }
        changed(key);
        return new Trace(key, text);
    }

    private void changed(Key key) {
        stream.publish("conversation",
                Json.object().put("phone", key.phone().digits()).put("number", key.number().digits()));
    }
}
