package dev.hilo.chat.live;

import java.util.HashMap;
import java.util.Map;

import dev.hilo.chat.frame.FrameCodec;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.stream.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A frame for many: written when the first of them needs it, and once for all who see the same numbers, since only their
 * cursors differ.
 */
final class Wording {

    private final ServerFrame frame;
    private final Cursor cursor;
    private final Map<Integer, byte[]> byView = new HashMap<>(4);
    private @Nullable String body;

    Wording(ServerFrame frame, Cursor cursor) {
        this.frame = frame;
        this.cursor = cursor;
    }

    /** @return UTF-8, for many: nobody may change it */
    byte[] seenWith(int view) {
        return byView.computeIfAbsent(view, fingerprint -> FrameCodec.at(body(), cursor.seenWith(fingerprint)));
    }

    private String body() {
        var written = body;
        if (written == null) {
            written = FrameCodec.write(frame);
            body = written;
        }
        return written;
    }
}
