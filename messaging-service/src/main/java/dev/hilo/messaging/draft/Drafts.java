package dev.hilo.messaging.draft;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;

import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Drafts, each its writer's own. A write names the version it was based on; when another window of the same person was
 * faster, it is refused and the newer text comes along.
 */
@ApplicationScoped
class Drafts implements PanacheRepositoryBase<Draft, UUID> {

    /** @param version what the next write has to name */
    record DraftView(String body, long version) {

        static DraftView of(@Nullable Draft draft) {
            return draft == null ? new DraftView("", 0) : new DraftView(draft.body(), draft.version());
        }
    }

    private final Threads threads;
    private final Clock clock;
    private final Ids ids;

    Drafts(Threads threads, Clock clock, Ids ids) {
        this.threads = threads;
        this.clock = clock;
        this.ids = ids;
    }

    Uni<DraftView> read(Caller caller, UUID threadId) {
        return threads.require(caller, threadId)
                .chain(_ -> Panache.withSession(() -> of(threadId, caller.user())).map(DraftView::of));
    }

    Uni<DraftView> write(Caller caller, UUID threadId, String body, long version) {
        return threads.require(caller, threadId)
                .chain(_ -> Panache.withTransaction(() -> of(threadId, caller.user())
                        .chain(draft -> write(draft, caller, threadId, body, version))
                        .call(this::flush)))
                .map(DraftView::of)
                .onFailure(Drafts::lostARace).transform(_ -> ProblemException.of(CommonProblem.CONFLICT,
                        "the draft was changed in another window"));
    }

    private Uni<Draft> write(@Nullable Draft existing, Caller caller, UUID threadId, String body, long version) {
        var current = DraftView.of(existing);
        if (current.version() != version) {
            throw ProblemException.of(CommonProblem.CONFLICT, "the draft was changed in another window",
                    Map.of("body", current.body(), "version", current.version()));
        }
        var draft = existing == null ? Draft.begun(ids.next(), threadId, caller.user()) : existing;
        draft.write(body, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return existing == null ? persist(draft) : Uni.createFrom().item(draft);
    }

    private Uni<@Nullable Draft> of(UUID threadId, String user) {
        return find("threadId = ?1 and user = ?2", threadId, user).firstResult();
    }

    private static boolean lostARace(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException
                || failure instanceof ConstraintViolationException
                || (failure.getCause() != null && lostARace(failure.getCause()));
    }
}
