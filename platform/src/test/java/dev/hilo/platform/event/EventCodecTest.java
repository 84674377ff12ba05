package dev.hilo.platform.event;

import java.nio.charset.StandardCharsets;

import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.InboundMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventCodecTest {

    @Test
    void skipsATypeThatANewerWriterKnows() {
        var value = "{\"type\":\"thread.painted.v1\",\"id\":\"018f0000-0000-7000-8000-000000000001\"}";

        assertThat(EventCodec.read(bytes(value), ConversationEvent.class)).isEmpty();
    }

    @Test
    void refusesAValueThatIsNoEventWithoutQuotingIt() {
        assertThatThrownBy(() -> EventCodec.read(bytes("{\"secret\":\"words\"}"), InboundMessage.class))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageNotContaining("words");
        assertThatThrownBy(() -> EventCodec.read(bytes("not json"), InboundMessage.class))
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void refusesAnEventThatLacksWhatItMustHave() {
        var lacking = """
                {"type":"message.inbound.v1","id":"019ab1c0-0000-7000-8000-000000000004",
                 "occurredAt":"2026-11-22T14:15:16.123Z","deliveryId":"019ab1c0-0000-7000-8000-000000000001",
                 "did":"+17865551234","participants":[],"text":"Hi","media":[]}
                """;

        assertThatThrownBy(() -> EventCodec.read(bytes(lacking), InboundMessage.class))
                .isInstanceOf(UnreadableEvent.class).hasMessage("no contact");
        assertThatThrownBy(() -> EventCodec.read(bytes("null"), InboundMessage.class))
                .isInstanceOf(UnreadableEvent.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
