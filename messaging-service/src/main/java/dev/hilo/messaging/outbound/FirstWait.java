package dev.hilo.messaging.outbound;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.pacing.Estimate;
import dev.hilo.messaging.queue.QueuedText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The first thing that the bubble of a text says, when nothing but its turn keeps it back. */
@ApplicationScoped
class FirstWait {

    private final Estimate estimate;

    FirstWait(Estimate estimate) {
        this.estimate = estimate;
    }

    /** The text with what it waits for, as exactly as can be told. */
    Uni<QueuedText> settle(SqlConnection transaction, QueuedText text) {
        return text.waiting().reason() == MessageView.Reason.TURN
                ? estimate.of(transaction, text).map(text::waitingFor)
                : Uni.createFrom().item(text);
    }
}
