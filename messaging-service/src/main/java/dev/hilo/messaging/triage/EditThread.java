package dev.hilo.messaging.triage;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.thread.ThreadSummary;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Changes what people edit of a thread. The edit, its number in the thread and its event are one transaction, under the
 * lock that every message of the thread takes too.
 */
@ApplicationScoped
class EditThread {

    private final Mutiny.SessionFactory sessions;
    private final Threads threads;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    EditThread(Mutiny.SessionFactory sessions, Threads threads, Outbox outbox, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.threads = threads;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param change says whether it changed anything; an edit that changes nothing takes no number */
    Uni<ThreadSummary> edit(Caller caller, UUID threadId, Predicate<ThreadDetails> change) {
        return threads.require(caller, threadId)
                .chain(before -> sessions.withTransaction(session -> session
                        .find(ThreadDetails.class, threadId, LockMode.PESSIMISTIC_WRITE)
                        .chain(details -> apply(session, details, change, before.thread())))
                        .invoke(outbox::published)
                        .chain(() -> threads.require(caller, threadId)));
    }

    private Uni<Void> apply(Mutiny.Session session, ThreadDetails details, Predicate<ThreadDetails> change,
            ThreadView before) {
        if (!change.test(details)) {
            return Uni.createFrom().voidItem();
        }
        var key = new ConversationKey(before.did(), before.external()).wire();
        var event = details.changed(ids.next(), clock.instant().truncatedTo(ChronoUnit.MICROS), before.unclaimed());
        return session.flush()
                .chain(() -> outbox.append(session, new Outbox.Batch().add(Topics.CONVERSATION_EVENTS, key, event)));
    }
}
