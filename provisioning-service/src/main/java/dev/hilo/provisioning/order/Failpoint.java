package dev.hilo.provisioning.order;

import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** Where a test lets a worker die; in production nothing happens here. */
@FunctionalInterface
interface Failpoint {

    /** Throws to drop the order on the spot, as a crash would. */
    void pass(Boundary boundary, StepName step);

    /** Lets everybody live. */
    @Singleton
    @DefaultBean
    final class None implements Failpoint {

        @Override
        public void pass(Boundary boundary, StepName step) {
            // Nobody dies in production.
        }
    }
}
