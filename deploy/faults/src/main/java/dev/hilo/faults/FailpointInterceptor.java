package dev.hilo.faults;

import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.failpoint.StepSubject;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Gives each {@link Step} its places to die: {@code Class.method:before}, {@code :after}, and in a transaction
 * {@code :commit}. Innermost of all interceptors: what is in front of a call has let it through.
 */
@Step
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 900)
class FailpointInterceptor {

    private static final StackWalker CALLERS = StackWalker.getInstance();
    /** The body of a lambda carries the name of the method it stands in. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private final Failpoints failpoints;
    private final Holds holds;

    FailpointInterceptor(Failpoints failpoints, Holds holds) {
        this.failpoints = failpoints;
        this.holds = holds;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Exception {
        var method = call.getMethod();
        var transaction = method.getAnnotation(Step.class).transaction();
        var name = transaction
                ? callerOf(method)
                : name(method.getDeclaringClass().getName(), method.getName()) + part(call.getParameters());
        if (transaction) {
            watchCommit(name, call);
        }
        failpoints.pass(name + ":before", null);
        var parameters = call.getParameters();
        if (holds.hold(name + ":before", parameters)) {
            return Uni.createFrom().nothing();
        }
        var answer = (Uni<?>) call.proceed();
        return answer == null
                ? null
                : answer.onItemOrFailure().invoke((item, failure) -> failpoints.pass(name + ":after", item))
                        .call(() -> holds.hold(name + ":after", parameters)
                                ? Uni.createFrom().nothing()
                                : Uni.createFrom().voidItem());
    }

    /** Of a method that does several steps, which one this is. */
    private static String part(Object[] parameters) {
        return Stream.of(parameters).filter(StepSubject.class::isInstance).map(StepSubject.class::cast).findFirst()
                .map(subject -> "(" + subject.part() + ")").orElse("");
    }

    private void watchCommit(String name, InvocationContext call) {
        var parameters = call.getParameters();
        for (var i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Function<?, ?> work) {
                parameters[i] = watched(name, work);
            }
        }
        call.setParameters(parameters);
    }

    @SuppressWarnings("unchecked")
    private Function<Object, Uni<?>> watched(String name, Function<?, ?> work) {
        return transaction -> ((Function<Object, Uni<?>>) work).apply(transaction)
                .onItem().invoke(item -> failpoints.pass(name + ":commit", item));
    }

    /** Whoever called the method, past what the container has woven around it. */
    private static String callerOf(Method method) {
        var woven = method.getDeclaringClass().getName();
        return CALLERS.walk(frames -> frames
                .dropWhile(frame -> !frame.getClassName().startsWith(woven))
                .dropWhile(frame -> frame.getClassName().startsWith(woven))
                .findFirst().map(frame -> name(frame.getClassName(), frame.getMethodName())).orElseThrow());
    }

    private static String name(String type, String method) {
        var lambda = LAMBDA.matcher(method);
        var simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return simple + "." + (lambda.matches() ? lambda.group(1) : method);
    }
}
