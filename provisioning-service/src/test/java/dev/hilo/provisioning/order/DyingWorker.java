package dev.hilo.provisioning.order;

import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

/** Lets the worker die once, at the point a test names: what it was doing is dropped on the spot, as by a crash. */
@Singleton
class DyingWorker {

    private record Death(Boundary boundary, StepName step) {
    }

    private final AtomicReference<Death> planned = new AtomicReference<>();

    void dieAt(Boundary boundary, StepName step) {
        planned.set(new Death(boundary, step));
    }

    boolean hasDied() {
        return planned.get() == null;
    }

    void pass(Boundary boundary, StepName step) {
        var death = planned.get();
        if (new Death(boundary, step).equals(death) && planned.compareAndSet(death, null)) {
            throw new IllegalStateException("the worker dies at " + boundary + " of " + step);
        }
    }
}
