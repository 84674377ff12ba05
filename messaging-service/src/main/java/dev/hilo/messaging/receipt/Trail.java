package dev.hilo.messaging.receipt;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import org.jboss.logging.Logger;

/** Applies one receipt to its message, forward only, and says for the trail what it did. */
final class Trail {

    private static final Logger LOG = Logger.getLogger(Trail.class);

    static final String PARKED = "parked";

    private Trail() {
    }

    static String apply(Conversation conversation, Message message, DeliveryReceipt receipt) {
        var word = DeliveryWord.of(receipt.stat());
        if (!word.known()) {
            LOG.warnf("receipt %s: the carrier's word is not one we know; the message keeps its state", receipt.id());
        }
        if (message.providerMsgId() == null) {
            conversation.refer(message, receipt.refId());
        }
        var next = word.becomes();
        if (next == null) {
            return "trail";
        }
        if (message.status() == next) {
            return "repeated";
        }
        var words = word.errorCode() == null ? null : receipt.stat() + " err:" + receipt.err();
        return conversation.become(message, next, word.errorCode(), words) ? "applied" : "contradiction";
    }
}
