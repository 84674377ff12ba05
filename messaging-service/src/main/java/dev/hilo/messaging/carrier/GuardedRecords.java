package dev.hilo.messaging.carrier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asking for records, behind guards of its own ({@code quarkus.fault-tolerance."…GuardedRecords/between"}): trouble with
 * them must not close the line for sending, nor the other way round.
 */
@ApplicationScoped
class GuardedRecords {

    /** An answer with its body read. */
    record Raw(int status, String body) {
    }

    private final BulkVsRecords carrier;
    private final CarrierConfig config;

    GuardedRecords(@RestClient BulkVsRecords carrier, CarrierConfig config) {
        this.carrier = carrier;
        this.config = config;
    }

    @Timeout
    @CircuitBreaker
    @Bulkhead
    Uni<Raw> between(String type, long start, long end) {
        return carrier.between(config.authorization(), type, start, end).map(GuardedRecords::read);
    }

    /** The breaker counts failures, so a 5xx becomes one. */
    private static Raw read(Response response) {
        try (response) {
            var raw = new Raw(response.getStatus(), response.hasEntity() ? response.readEntity(String.class) : "");
            if (raw.status() >= 500) {
                throw new RecordsUnavailable("http-" + raw.status());
            }
            return raw;
        }
    }
}
