package dev.hilo.messaging.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@Prompt
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class PromptInterceptor {

    private static final Logger LOG = Logger.getLogger(PromptInterceptor.class);

    private final Clock clock;
    private final Duration patience;
    private final Duration readingPatience;
    private final Duration coldPatience;
    private final Instant warm;

    /**
     * @param patience how long a caller who wants something changed waits, below the half second that is promised
     * @param readingPatience how long a reader waits: a slow answer is of more use to them than none
     * @param coldPatience how long right after the start, when a JVM is slow without anything being away
     * @param warmUp how long that lasts
     */
    PromptInterceptor(Clock clock,
            @ConfigProperty(name = "hilo.patience", defaultValue = "450ms") Duration patience,
            @ConfigProperty(name = "hilo.patience.reading", defaultValue = "3S") Duration readingPatience,
            @ConfigProperty(name = "hilo.patience.cold", defaultValue = "5S") Duration coldPatience,
            @ConfigProperty(name = "hilo.patience.warm-up", defaultValue = "30S") Duration warmUp) {
        this.clock = clock;
        this.patience = patience;
        this.readingPatience = readingPatience;
        this.coldPatience = coldPatience;
        this.warm = clock.instant().plus(warmUp);
    }

    @AroundInvoke
    @Nullable
    Object answerInTime(InvocationContext call) throws Exception {
        var result = call.proceed();
        if (!(result instanceof Uni<?> answer)) {
            return result;
        }
        return answer.ifNoItem().after(patienceFor(call)).fail()
                .onFailure(Outage::isOutage).transform(PromptInterceptor::unavailable);
    }

    private Duration patienceFor(InvocationContext call) {
        if (clock.instant().isBefore(warm)) {
            return coldPatience;
        }
        return call.getMethod().isAnnotationPresent(GET.class) ? readingPatience : patience;
    }

    /** A commit may still arrive after the caller has stopped waiting, so nothing is claimed about the effect. */
    private static Throwable unavailable(Throwable outage) {
        LOG.warnf("answered 503: %s", outage.toString());
        return ProblemException.of(CommonProblem.UNAVAILABLE,
                "the database does not answer in time; ask again, a send with the same Idempotency-Key");
    }
}
