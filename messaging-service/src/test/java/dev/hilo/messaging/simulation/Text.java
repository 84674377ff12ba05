package dev.hilo.messaging.simulation;

import java.time.Instant;
import java.util.Comparator;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.QueuedText;
import org.jspecify.annotations.Nullable;

/** A row of the queue. */
final class Text {

    /** Legal answers first, then live, then bulk, and of those the older. */
    static final Comparator<Text> ORDER = Comparator
            .<Text, Boolean>comparing(row -> row.text.passage() == Passage.ORDINARY)
            .thenComparing(row -> row.text.lane())
            .thenComparing(row -> row.text.sendAt())
            .thenComparingLong(row -> row.text.seq());

    QueuedText text;
    Instant next;
    MessageView.Reason waitingFor;
    int attempts;
    long token;
    @Nullable
    Instant leaseUntil;

    Text(QueuedText text, long token) {
        this.text = text;
        this.next = text.sendAt();
        this.waitingFor = text.waiting().reason();
        this.token = token;
    }

    void waits(Instant next, Instant expiresAt, MessageView.Waiting waiting) {
        this.next = next;
        this.waitingFor = waiting.reason();
        this.text = withExpiry(text, expiresAt);
        this.leaseUntil = null;
    }

    static QueuedText withExpiry(QueuedText text, Instant expiresAt) {
        return new QueuedText(text.messageId(), text.threadId(), text.seq(), text.conversation(), text.campaignId(),
                text.askedBy(), text.lane(), text.passage(), text.segments(), text.mms(), text.replyUntil(),
                text.sendAt(), expiresAt, text.waiting());
    }
}
