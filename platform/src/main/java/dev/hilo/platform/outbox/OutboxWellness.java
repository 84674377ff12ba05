package dev.hilo.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Says whether events are published. Not a matter of readiness: what was accepted is committed, and clients that would be
 * sent elsewhere would find the same broker there.
 */
@Wellness
@ApplicationScoped
class OutboxWellness implements HealthCheck {

    private final OutboxRelay relay;

    OutboxWellness(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Outbox is published").status(!relay.isWaiting()).build();
    }
}
