package dev.hilo.chat.stream;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in {@code conversation.events}: for each partition the offset of the next event. Any gateway can go on from it,
 * for all read the same log. On the wire it is opaque: base64url of a version byte, the log's fingerprint, that of
 * what the holder could see, and the offsets as variable-length numbers. Whoever sees other numbers when they come back
 * has to read everything again.
 */
public final class Cursor {

    private static final byte VERSION = 2;
    /** Of a cursor that is nobody's yet. */
    private static final int NO_VIEW = 0;
    private static final int MOST_PARTITIONS = 1024;
    private static final int MOST_CHARACTERS = 12 * MOST_PARTITIONS;

    private final int log;
    private final int view;
    private final long[] next;

    /**
     * A place that is nobody's yet.
     *
     * @param log fingerprint of the topic itself: offsets of a topic that was made anew mean nothing in the old one
     * @param next per partition
     */
    public Cursor(int log, long[] next) {
        this(log, NO_VIEW, next.clone());
    }

    private Cursor(int log, int view, long[] next) {
        this.log = log;
        this.view = view;
        this.next = next;
    }

    /** The same place for somebody who sees what the fingerprint stands for. */
    public Cursor seenWith(int fingerprint) {
        return new Cursor(log, fingerprint, next);
    }

    /** The same view at another place of the same log. */
    public Cursor at(long[] offsets) {
        return new Cursor(log, view, offsets.clone());
    }

    /** Fingerprint of the numbers that its holder could see. */
    public int view() {
        return view;
    }

    public int log() {
        return log;
    }

    /** A copy. */
    public long[] next() {
        return next.clone();
    }

    public long next(int partition) {
        return next[partition];
    }

    public int partitions() {
        return next.length;
    }

    /** @return empty for anything this version did not write */
    public static Optional<Cursor> decode(String wire) {
        if (wire.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(wire));
            if (bytes.remaining() < 10 || bytes.get() != VERSION) {
                return Optional.empty();
            }
            var log = bytes.getInt();
            var view = bytes.getInt();
            var partitions = readNumber(bytes);
            if (partitions > MOST_PARTITIONS || partitions > bytes.remaining()) {
                return Optional.empty();
            }
            var next = new long[(int) partitions];
            for (var partition = 0; partition < next.length; partition++) {
                next[partition] = readNumber(bytes);
            }
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(new Cursor(log, view, next));
        } catch (IllegalArgumentException | BufferUnderflowException notACursor) {
            return Optional.empty();
        }
    }

    public String encode() {
        var bytes = ByteBuffer.allocate(9 + 10 * (next.length + 1)).put(VERSION).putInt(log).putInt(view);
        writeNumber(bytes, next.length);
        for (var offset : next) {
            writeNumber(bytes, offset);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Seven bits to a byte, lowest first. */
    private static void writeNumber(ByteBuffer bytes, long number) {
        var rest = number;
        while (rest >= 0x80) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long readNumber(ByteBuffer bytes) {
        var number = 0L;
        for (var shift = 0; shift < 63; shift += 7) {
            var part = bytes.get();
            number |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number of more than nine bytes");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cursor that && log == that.log && view == that.view && Arrays.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * log + view) + Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return encode();
    }
}
