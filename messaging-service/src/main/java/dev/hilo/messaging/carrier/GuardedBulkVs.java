package dev.hilo.messaging.carrier;

import java.net.URI;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.recorder.CallRecorder;
import dev.hilo.platform.recorder.RecordedCall;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The call behind timeout, breaker and bulkhead, whose numbers are configuration
 * ({@code quarkus.fault-tolerance."…GuardedBulkVs/send"}). There is no retry here: what may be sent again is decided by
 * {@link OutcomeRule} and done by the queue.
 */
@ApplicationScoped
class GuardedBulkVs {

    /** An answer with its body read. */
    record Raw(int status, String body, @Nullable String retryAfter) {
    }

    /** A 5xx: an answer, but one that the breaker has to count. */
    static final class Troubled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Raw raw;

        Troubled(Raw raw) {
            super("HTTP " + raw.status(), null, false, false);
            this.raw = raw;
        }

        Raw raw() {
            return raw;
        }
    }

    private final BulkVs carrier;
    private final CarrierConfig config;
    private final CallRecorder recorder;

    GuardedBulkVs(@RestClient BulkVs carrier, CarrierConfig config, CallRecorder recorder) {
        this.carrier = carrier;
        this.config = config;
        this.recorder = recorder;
    }

    /** A call that our own bulkhead kept back says nothing about the carrier. */
    @Step
    @Timeout
    @CircuitBreaker(skipOn = BulkheadException.class)
    @Bulkhead
    Uni<Raw> send(BulkVs.SendRequest request) {
        var url = config.at(config.paths().send());
        return recorder.record(new RecordedCall("POST", URI.create(url).getPath(), Map.of(), request),
                carrier.send(url, config.authorization(), request).map(GuardedBulkVs::read),
                raw -> new RecordedCall.Answer(raw.status(), raw.body()))
                .invoke(GuardedBulkVs::failWhenTroubled);
    }

    private static void failWhenTroubled(Raw raw) {
        if (raw.status() >= 500) {
            throw new Troubled(raw);
        }
    }

    private static Raw read(Response response) {
        try (response) {
            return new Raw(response.getStatus(), response.hasEntity() ? response.readEntity(String.class) : "",
                    response.getHeaderString(HttpHeaders.RETRY_AFTER));
        }
    }
}
