package dev.hilo.simulator.message;

import java.util.Optional;

import dev.hilo.simulator.wire.Tn;

/** What the control API may do with messages that are already on their way. */
public final class Messages {

    private final SentMessages sent;
    private final Receipts receipts;
    private final MessageRecords records;

    public Messages(SentMessages sent, Receipts receipts, MessageRecords records) {
        this.sent = sent;
        this.receipts = receipts;
        this.records = records;
    }

    /**
     * Posts a receipt now for a message that was accepted before, whatever the switches say.
     *
     * @param to one recipient of several; without it every one
     * @throws Unreachable when no such message is known
     */
    public void receipt(String refId, Optional<Tn> to, String stat, String err) {
        var message = sent.find(refId).orElseThrow(() -> new Unreachable("no message with that refId was accepted"));
        message.to().stream().filter(one -> to.isEmpty() || to.get().equals(one))
                .forEach(one -> receipts.post(message, one, new Receipts.Outcome(stat, err)));
    }

    public long receipts() {
        return receipts.posted();
    }

    public void clear() {
        sent.clear();
        receipts.clear();
        records.clear();
    }
}
