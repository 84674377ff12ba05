package dev.hilo.chat.frame;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.chat.stream.Cursor;

/** Frames as JSON text. What a client sends is read strictly: an unknown type or member is a mistake of its. */
public final class FrameCodec {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FrameCodec() {
    }

    /** What the client sent is no frame; the message says where, and never quotes it. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String why;

        Unreadable(String why) {
            super(why);
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    public static ClientFrame read(String text) throws Unreadable {
        try {
            var frame = JSON.readValue(text, ClientFrame.class);
            if (frame == null) {
                throw new Unreadable("not a frame, but null");
            }
            return frame;
        } catch (JsonProcessingException unreadable) {
            var at = unreadable.getLocation();
            throw new Unreadable(
                    at == null ? "not a frame" : "not a frame, from character " + at.getCharOffset() + " on");
        }
    }

    /** The frame without its cursor: the part that is the same for everybody. */
    public static String write(ServerFrame frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a frame cannot be written", impossible);
        }
    }

    /**
     * Adds the cursor as the last member; base64url needs no escaping.
     *
     * @return in UTF-8, as it leaves
     */
    public static byte[] at(String frame, Cursor cursor) {
        return (frame.substring(0, frame.length() - 1) + ",\"cursor\":\"" + cursor.encode() + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] write(ServerFrame frame, Cursor cursor) {
        return at(write(frame), cursor);
    }
}
