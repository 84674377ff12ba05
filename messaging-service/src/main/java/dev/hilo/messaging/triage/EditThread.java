package dev.hilo.messaging.triage;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.thread.ThreadSummary;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;

/** Changes what people edit of a thread, under the lock that every message of it takes too. */
@ApplicationScoped
class EditThread {

    private final Threads threads;
    private final Conversations conversations;

    EditThread(Threads threads, Conversations conversations) {
        this.threads = threads;
        this.conversations = conversations;
    }

    /** @param change says whether it changed anything; one that does not takes no number and tells nobody */
    Uni<ThreadSummary> edit(Caller caller, UUID threadId, Predicate<Conversation> change) {
        return threads.require(caller, threadId)
                .chain(_ -> conversations.change(transaction -> conversations.lock(transaction, List.of(threadId))
                        .invoke(found -> found.values().forEach(thread -> {
                            var _ = change.test(thread);
                        }))
                        .chain(found -> conversations.save(transaction, found.values()))))
                .chain(() -> threads.require(caller, threadId));
    }
}
