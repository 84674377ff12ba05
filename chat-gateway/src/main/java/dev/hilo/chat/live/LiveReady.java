package dev.hilo.chat.live;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the window is complete up to where the log ended at the start. It stays so when Kafka goes away later:
 * sockets and REST go on, and another gateway could do no better.
 */
@Readiness
@Singleton
class LiveReady implements HealthCheck {

    private final Switchboard switchboard;

    LiveReady(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("caught up with the stream").status(switchboard.isReady()).build();
    }
}
