package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Memory;
import dev.hilo.messaging.conversation.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettlementTest {

    private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

    private final Conversation conversation = new Memory(UUID::randomUUID).open(
            new ConversationKey(new PhoneNumber("+17865551234"), new PhoneNumber("+13052000001")), NOW);
    private final SendingRules rules = new SendingRules(new java.util.SplittableRandom(1));

    @Test
    void anAnswerThatComesTooLateStillSettlesWhatIsUnconfirmed() {
        var message = unconfirmed();

        assertThat(rules.lost(conversation, message, new Outcome.Accepted("A1"), true))
                .isEqualTo(new SendingRules.Row.Leaves(true));

        assertThat(message.status()).isEqualTo(MessageStatus.SENT);
        assertThat(message.providerMsgId()).isEqualTo("A1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenAPersonHasHadItSentAgainTheEarlierAnswerIsForTheTrail(boolean taken) {
        var message = unconfirmed();
        var earlier = taken ? new Outcome.Accepted("A1") : new Outcome.NotAccepted(Outcome.Reason.RATE_LIMITED, null);

        assertThat(rules.lost(conversation, message, earlier, false)).isEqualTo(new SendingRules.Row.Untouched());

        assertThat(message.status()).isEqualTo(MessageStatus.UNCONFIRMED);
        assertThat(message.providerMsgId()).isNull();
    }

    private Message unconfirmed() {
        var message = conversation.queue(UUID.randomUUID(), "See you at five", List.of(), "ana", null,
                new MessageView.Waiting(MessageView.Reason.TURN, NOW));
        assertThat(conversation.become(message, MessageStatus.SENDING)).isTrue();
        assertThat(conversation.become(message, MessageStatus.UNCONFIRMED)).isTrue();
        return message;
    }
}
