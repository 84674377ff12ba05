package dev.hilo.messaging.carrier;

import java.net.URI;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.hilo.platform.recorder.CallRecorder;
import dev.hilo.platform.recorder.RecordedCall;
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
    private final CallRecorder recorder;

    GuardedRecords(@RestClient BulkVsRecords carrier, CarrierConfig config, CallRecorder recorder) {
        this.carrier = carrier;
        this.config = config;
        this.recorder = recorder;
    }

    @Timeout
    @CircuitBreaker
    @Bulkhead
    Uni<Raw> between(String type, long start, long end) {
        var url = config.at(config.paths().records());
        var query = Map.of("Type", type, "Start", Long.toString(start), "End", Long.toString(end));
        return recorder.record(new RecordedCall("GET", URI.create(url).getPath(), query, null),
                carrier.between(url, config.authorization(), type, start, end).map(GuardedRecords::read),
                raw -> new RecordedCall.Answer(raw.status(), raw.body()))
                .invoke(GuardedRecords::failWhenTroubled);
    }

    private static Raw read(Response response) {
        try (response) {
            return new Raw(response.getStatus(), response.hasEntity() ? response.readEntity(String.class) : "");
        }
    }

    /** The breaker counts failures, so a 5xx becomes one. */
    private static void failWhenTroubled(Raw raw) {
        if (raw.status() >= 500) {
            throw new RecordsUnavailable("http-" + raw.status());
        }
    }
}
