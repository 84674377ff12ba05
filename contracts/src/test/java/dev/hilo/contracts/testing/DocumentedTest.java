package dev.hilo.contracts.testing;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.testing.Documented.Direction;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DocumentedTest {

    private static final String TEXT = """
            {"type":"message.inbound.v1","id":"019ab1c0-0000-7000-8000-000000000004",
             "occurredAt":"2026-11-22T14:15:16.123Z","deliveryId":"019ab1c0-0000-7000-8000-000000000001",
             "did":"+17865551234","contact":"+13053302277","participants":[],"text":"Hi",
             "media":[{"url":"https://mms.example/1.jpg","text":false}],"refId":null}
            """;

    @Test
    void passesWhatIsDocumented() {
        assertThatCode(() -> Documented.record(Topics.MESSAGE_INBOUND, TEXT.getBytes(UTF_8)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Documented.frame(Direction.TO_CLIENT, "{\"type\":\"pong\",\"cursor\":\"AQ\"}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Documented.frame(Direction.FROM_CLIENT, "{\"type\":\"hello\",\"cursor\":\"0:1\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void namesThePathOfAMemberThatNobodyWroteDown() {
        refuses(text -> text.withObject("/media/0").put("size", 1), "/media/0", "size");
        refuses(text -> text.put("extra", 1), "extra");
    }

    @Test
    void namesWhatIsMissingWrongOrMisspelt() {
        refuses(text -> text.remove("deliveryId"), "deliveryId");
        refuses(text -> text.put("did", "7865551234"), "did");
        refuses(text -> text.put("occurredAt", "yesterday"), "occurredAt");
        refuses(text -> text.put("id", "not-a-uuid"), "id");
        refuses(text -> text.set("text", JsonNodeFactory.instance.nullNode()), "text");
    }

    @Test
    void refusesATypeThatTheTopicDoesNotCarry() {
        assertThatThrownBy(() -> Documented.record(Topics.MESSAGE_RECEIPTS, TEXT.getBytes(UTF_8)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("message.inbound.v1");
        assertThatThrownBy(() -> Documented.record("no.such.topic", TEXT.getBytes(UTF_8)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Documented.record(Topics.MESSAGE_INBOUND, "not json".getBytes(UTF_8)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void refusesAFrameThatGoesTheOtherWay() {
        assertThatThrownBy(() -> Documented.frame(Direction.FROM_CLIENT, "{\"type\":\"pong\"}"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("pong");
        assertThatThrownBy(() -> Documented.frame(Direction.TO_CLIENT, "{\"type\":\"welcome\",\"user\":\"ana\"}"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("cursor").hasMessageContaining("resumed");
    }

    private static void refuses(Consumer<ObjectNode> change, String... said) {
        assertThatThrownBy(() -> {
            var text = (ObjectNode) JsonMapper.builder().build().readTree(TEXT);
            change.accept(text);
            Documented.record(Topics.MESSAGE_INBOUND, text.toString().getBytes(UTF_8));
        }).isInstanceOf(AssertionError.class).hasMessageContainingAll(said);
    }
}
