package dev.hilo.messaging.triage;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.conversation.Turn;
import dev.hilo.messaging.thread.ThreadSummary;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;

/** Gives a thread to somebody who can see it. */
@ApplicationScoped
class AssignThread {

    private final Threads threads;
    private final Takers takers;
    private final EditThread editThread;

    AssignThread(Threads threads, Takers takers, EditThread editThread) {
        this.threads = threads;
        this.takers = takers;
        this.editThread = editThread;
    }

    Uni<ThreadSummary> assign(Caller caller, UUID threadId, Turn turn) {
        return threads.require(caller, threadId)
                .chain(summary -> takers.of(caller, turn).invoke(takes -> {
                    if (!takes.test(summary.thread().did())) {
                        throw refusal(turn);
                    }
                }))
                .chain(_ -> editThread.edit(caller, threadId, thread -> thread.assign(turn, caller.user())));
    }

    private static ProblemException refusal(Turn turn) {
        return turn instanceof Turn.OfTeam
                ? ProblemException.at(CommonProblem.INVALID_REQUEST, "/team", "the number is not one of that team")
                : ProblemException.at(CommonProblem.INVALID_REQUEST, "/assignee",
                        "nobody of that name sees the number");
    }
}
