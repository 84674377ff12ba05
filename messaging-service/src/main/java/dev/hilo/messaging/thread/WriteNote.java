package dev.hilo.messaging.thread;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** A line for colleagues in the thread's own order; it never leaves. */
@ApplicationScoped
class WriteNote {

    private final Threads threads;
    private final Conversations conversations;
    private final Idempotency idempotency;
    private final Views views;
    private final Ids ids;

    WriteNote(Threads threads, Conversations conversations, Idempotency idempotency, Views views, Ids ids) {
        this.threads = threads;
        this.conversations = conversations;
        this.idempotency = idempotency;
        this.views = views;
        this.ids = ids;
    }

    Uni<Answer> write(Caller caller, UUID threadId, String body, KeyedRequest keyed) {
        return threads.require(caller, threadId).chain(_ -> conversations.change(transaction -> idempotency
                .once(transaction, keyed, 201, () -> write(transaction, caller, threadId, body))));
    }

    private Uni<MessageView> write(SqlConnection transaction, Caller caller, UUID threadId, String body) {
        return conversations.lock(transaction, List.of(threadId))
                .map(found -> found.values().iterator().next())
                .chain(conversation -> {
                    var note = conversation.note(ids.next(), body, caller.user(), List.of());
                    return conversations.save(transaction, List.of(conversation)).replaceWith(() -> views.of(note));
                });
    }
}
