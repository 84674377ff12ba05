package dev.hilo.chat.frame;

import java.util.UUID;

import dev.hilo.chat.stream.Cursor;
import dev.hilo.contracts.ThreadId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrameCodecTest {

    private static final String ID = "018f0000-0000-7000-8000-000000000001";

    @Test
    void readsWhatAClientMaySay() throws Exception {
        var thread = ThreadId.of(ID);

        assertThat(FrameCodec.read("{\"type\":\"hello\"}")).isEqualTo(new ClientFrame.Hello(null));
        assertThat(FrameCodec.read("{\"type\":\"hello\",\"cursor\":\"abc\"}")).isEqualTo(new ClientFrame.Hello("abc"));
        assertThat(FrameCodec.read("{\"type\":\"open\",\"threadId\":\"" + ID + "\",\"afterSeq\":7}"))
                .isEqualTo(new ClientFrame.Open(thread, 7L));
        assertThat(FrameCodec.read("{\"threadId\":\"" + ID + "\",\"type\":\"close\"}"))
                .isEqualTo(new ClientFrame.Close(thread));
        assertThat(FrameCodec.read("{\"type\":\"typing\",\"threadId\":\"" + ID + "\",\"on\":true}"))
                .isEqualTo(new ClientFrame.Typing(thread, true));
        assertThat(FrameCodec.read("{\"type\":\"ping\"}")).isEqualTo(new ClientFrame.Ping());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{}", "{\"type\":\"welcome\"}", "{\"type\":\"hello\"} x",
            "{\"type\":\"hello\",\"role\":\"admin\"}", "{\"type\":\"open\"}", "{\"type\":\"open\",\"threadId\":\"x\"}",
            "{\"type\":\"open\",\"threadId\":\"" + ID + "\",\"afterSeq\":-1}",
            "{\"type\":\"open\",\"threadId\":\"" + ID + "\",\"afterSeq\":99999999999999999999}",
            "{\"type\":\"typing\",\"threadId\":\"" + ID + "\"}",
            "{\"type\":\"typing\",\"threadId\":\"" + ID + "\",\"on\":null}", "{\"type\":\"close\",\"threadId\":null}"})
    void refusesEverythingElseWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> FrameCodec.read(text)).isInstanceOf(FrameCodec.Unreadable.class)
                .hasMessageStartingWith("not a frame").hasMessageNotContaining("admin");
    }

    @Test
    void addsTheCursorToAFrameThatIsTheSameForEverybody() {
        var cursor = new Cursor(1, new long[]{5});

        assertThat(FrameCodec.write(new ServerFrame.Resync(new ThreadId(UUID.fromString(ID))), cursor)).asString(UTF_8)
                .isEqualTo("{\"type\":\"resync\",\"threadId\":\"" + ID + "\",\"cursor\":\"" + cursor.encode() + "\"}");
        assertThat(FrameCodec.write(new ServerFrame.Pong(), cursor)).asString(UTF_8)
                .isEqualTo("{\"type\":\"pong\",\"cursor\":\"" + cursor.encode() + "\"}");
    }
}
