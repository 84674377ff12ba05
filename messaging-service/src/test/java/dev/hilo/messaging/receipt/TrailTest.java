package dev.hilo.messaging.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Memory;
import dev.hilo.messaging.conversation.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the simulation found, as cases. */
class TrailTest {

    private static final ConversationKey KEY = new ConversationKey(new PhoneNumber("+17865551234"),
            new PhoneNumber("+13052000001"));
    private static final Instant MONDAY = Instant.parse("2026-11-23T15:00:00Z");

    private final Memory memory = new Memory(UUID::randomUUID);
    private final Correlation correlation = new Correlation(Duration.ofDays(3));

    @Test
    void aWordThatSettlesNothingDoesNotGiveATextItsReference() {
        var conversation = memory.open(KEY, MONDAY);
        var message = unconfirmed(conversation);
        sendsAgain(conversation, message);

        // Of the first attempt, whose answer was lost like the second's.
        var early = receipt("20", "ENROUTE", MONDAY);
        assertThat(correlation.isAbout(early, message)).isTrue();
        var _ = Trail.hear(conversation, message, early, false);
        var second = receipt("211", "DELIVRD", MONDAY);

        assertThat(correlation.match(second, null, List.of(message))).isEqualTo(new Correlation.Match.Of(message));
        assertThat(Trail.hear(conversation, message, second, false)).isEqualTo("applied");
        assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
        assertThat(message.providerMsgId()).isEqualTo("211");
    }

    @Test
    void aTextThatLeftLongAfterItWasWrittenStillFindsItsReceipt() {
        var message = unconfirmed(memory.open(KEY, MONDAY.minus(Duration.ofDays(30))));
        var conversation = memory.open(KEY, MONDAY);
        sendsAgain(conversation, message);

        assertThat(correlation.fits(receipt("7", "DELIVRD", MONDAY.plusSeconds(60)), message)).isTrue();
    }

    @Test
    void tellsAllReasonsForWhichATextFailsThatTheCarrierTook() {
        assertThat(Stream.of("DELIVRD", "UNDELIV", "REJECTD", "EXPIRED", "DELETED", "ACCEPTD", "ENROUTE", "UNKNOWN")
                .map(DeliveryWord::of).map(DeliveryWord::errorCode).filter(Objects::nonNull))
                .containsExactlyInAnyOrderElementsOf(Trail.failureCodes());
    }

    private static Message unconfirmed(Conversation conversation) {
        var message = conversation.queue(UUID.randomUUID(), "See you at five", List.of(), "ana", null, turn());
        assertThat(conversation.become(message, MessageStatus.SENDING)).isTrue();
        assertThat(conversation.become(message, MessageStatus.UNCONFIRMED)).isTrue();
        return message;
    }

    private static void sendsAgain(Conversation conversation, Message message) {
        assertThat(conversation.sendAgain(message, null, turn())).isTrue();
        assertThat(conversation.become(message, MessageStatus.SENDING)).isTrue();
        assertThat(conversation.become(message, MessageStatus.UNCONFIRMED)).isTrue();
    }

    private static MessageView.Waiting turn() {
        return new MessageView.Waiting(MessageView.Reason.TURN, MONDAY);
    }

    private static DeliveryReceipt receipt(@Nullable String refId, String stat, Instant at) {
        return new DeliveryReceipt(UUID.randomUUID(), at, UUID.randomUUID(), KEY.did(), KEY.contact(), refId, stat,
                "000", "See you...", true, "stat:" + stat);
    }
}
