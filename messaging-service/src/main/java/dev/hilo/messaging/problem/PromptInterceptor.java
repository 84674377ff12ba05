package dev.hilo.messaging.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

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
    private final Duration coldPatience;
    private final Instant warm;

    /**
     * @param patience how long a caller waits, below the half second that is promised
     * @param coldPatience how long right after the start, when a JVM is slow without anything being away
     * @param warmUp how long that lasts
     */
    PromptInterceptor(Clock clock,
            @ConfigProperty(name = "hilo.patience", defaultValue = "450ms") Duration patience,
            @ConfigProperty(name = "hilo.patience.cold", defaultValue = "5S") Duration coldPatience,
            @ConfigProperty(name = "hilo.patience.warm-up", defaultValue = "30S") Duration warmUp) {
        this.clock = clock;
        this.patience = patience;
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
        return answer.ifNoItem().after(clock.instant().isBefore(warm) ? coldPatience : patience).fail()
                .onFailure(Outage::isOutage).transform(PromptInterceptor::unavailable);
    }

    private static Throwable unavailable(Throwable outage) {
        LOG.warnf("answered 503: %s", outage.toString());
        return ProblemException.of(CommonProblem.UNAVAILABLE, "the database does not answer; nothing was changed");
    }
}
