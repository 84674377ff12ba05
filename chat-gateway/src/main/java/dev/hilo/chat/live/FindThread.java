package dev.hilo.chat.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;

import dev.hilo.chat.session.Session;
import dev.hilo.contracts.ThreadId;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks messaging-service about a thread, with the asker's own token, so that the answer is theirs to see. */
@ApplicationScoped
class FindThread {

    private final ThreadsApi threads;

    FindThread(@RestClient ThreadsApi threads) {
        this.threads = threads;
    }

    /** What came of it. */
    sealed interface Answer {

        record Found(ThreadsApi.Summary thread) implements Answer {
        }

        /** There is none, or it is not theirs. */
        record Hidden() implements Answer {
        }

        /** Messaging could not say. */
        record Unavailable() implements Answer {
        }
    }

    @Timeout(2500)
    @Retry(maxRetries = 1, delay = 100, jitter = 100)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2000)
    @Fallback(fallbackMethod = "unavailable")
    Uni<Answer> find(ThreadId id, Session session) {
        return threads.thread(id.value(), "Bearer " + session.accessToken())
                .<Answer>map(thread -> thread.isWhole() ? new Answer.Found(thread) : new Answer.Unavailable())
                .onFailure(FindThread::saysNo).recoverWithItem(new Answer.Hidden());
    }

    Uni<Answer> unavailable(ThreadId id, Session session) {
        return Uni.createFrom().item(new Answer.Unavailable());
    }

    private static boolean saysNo(Throwable failure) {
        return failure instanceof WebApplicationException answer
                && (answer.getResponse().getStatus() == 403 || answer.getResponse().getStatus() == 404);
    }
}
