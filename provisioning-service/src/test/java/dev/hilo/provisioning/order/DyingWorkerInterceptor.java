package dev.hilo.provisioning.order;

import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import dev.hilo.platform.failpoint.Step;
import io.smallrye.mutiny.Uni;

/** Leads the steps of an order past the {@link DyingWorker}. */
@Step
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 900)
class DyingWorkerInterceptor {

    private final DyingWorker worker;

    DyingWorkerInterceptor(DyingWorker worker) {
        this.worker = worker;
    }

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
        var task = Stream.of(call.getParameters()).filter(StepTask.class::isInstance).map(StepTask.class::cast)
                .findFirst();
        if (task.isEmpty()) {
            return call.proceed();
        }
        var step = task.get().step();
        return switch (call.getMethod().getName()) {
            case "perform" -> {
                worker.pass(Boundary.STARTED, step);
                yield ((Uni<?>) call.proceed()).invoke(() -> worker.pass(Boundary.ANSWERED, step));
            }
            case "end" -> ((Uni<?>) call.proceed()).invoke(() -> worker.pass(Boundary.ENDED, step));
            default -> call.proceed();
        };
    }
}
